internal import CMicroHTTPD
internal import Glibc

/// Sockets of suspended connections, at which libmicrohttpd does not look.
struct SocketWatch: ~Copyable {
  /// What is waited for; that the connection is gone always counts.
  enum Event {
    /// The client has closed its side, or all of the connection: TCP does not tell which.
    case leaving
    case room
  }

  /// Readable when `happened` has something; made with the first socket.
  private(set) var descriptor: Int32 = -1
  private var count = 0

  var isEmpty: Bool { count == 0 }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Watches a socket; false when the system cannot.
  mutating func add(_ socket: Int32, _ exchange: ExchangeID, for event: Event) -> Bool {
    if descriptor < 0 { descriptor = mhd_watch_descriptor() }
    guard mhd_watch(descriptor, socket, event == .room, exchange.number) else { return false }
    count += 1
    return true
  }

  /// Ends the watch of a socket that was added.
  mutating func remove(_ socket: Int32) {
    mhd_unwatch(descriptor, socket)
    count -= 1
  }

  /// For which exchanges something has happened; some may be left for the next call.
  func happened() -> [ExchangeID] {
    let keys = [UInt64](unsafeUninitializedCapacity: 64) { room, count in
      count = Int(mhd_watched_keys(descriptor, room.baseAddress, 64))
    }
    return keys.map(ExchangeID.init)
  }
}

import Glibc
import HTTPClient
import MicroHTTPD
import Synchronization

/// A server of this machine that does with each connection what a test says, byte by byte; every connection
/// has a thread.
final class RawServer: Sendable {
  let port: Int
  private let listener: Listener
  private let log = Log()

  /// The heads of the requests so far, in the order in which they were read.
  var heads: [String] { log.heads.withLock { $0 } }
  /// How many connections there were.
  var connectionCount: Int { log.connections.load(ordering: .relaxed) }
  var url: String { "http://127.0.0.1:\(port)/" }

  init(_ serve: @escaping @Sendable (ServedConnection) -> Void) throws {
    let listener = try Listener(backlog: 128)
    self.listener = listener
    port = listener.port
    let log = log
    _ = try LoopThread {
      while let connection = listener.accept(log) {
        _ = try? LoopThread { serve(connection) }
      }
    }
  }

  deinit {
    listener.end()
  }

  final class Log: Sendable {
    let heads = Mutex<[String]>([])
    let connections = Atomic(0)
  }
}

/// A socket that listens on a free port.
final class Listener: Sendable {
  let port: Int
  private let descriptor: Int32

  init(backlog: Int32) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, backlog) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard status else { throw Failure(description: String(cString: strerror(errno))) }
    port = Int(in_port_t(bigEndian: address.sin_port))
  }

  deinit {
    close(descriptor)
  }

  struct Failure: Error {
    let description: String
  }

  /// Waits for a connection; nil when the listener has ended.
  func accept(_ log: RawServer.Log) -> ServedConnection? {
    let connection = Glibc.accept(descriptor, nil, nil)
    guard connection >= 0 else { return nil }
    let number = log.connections.add(1, ordering: .relaxed).oldValue
    return ServedConnection(connection, number: number, log)
  }

  /// The same socket under another descriptor, which the caller closes.
  func duplicate() -> Int32 {
    dup(descriptor)
  }

  /// Accepts no more.
  func end() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}

/// A client's connection; closed when it is released.
///
/// A wait for the client that takes longer than a minute ends as if it had gone.
final class ServedConnection: Sendable {
  /// Counted from 0.
  let number: Int
  private let descriptor: Int32
  private let log: RawServer.Log
  private let buffer = Mutex<[UInt8]>([])

  init(_ descriptor: Int32, number: Int, _ log: RawServer.Log) {
    self.descriptor = descriptor
    self.number = number
    self.log = log
    var timeout = timeval(tv_sec: 60, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
  }

  deinit {
    close(descriptor)
  }

  /// Reads the head of a request, without the empty line at its end; nil when the client has gone.
  func readHead() -> String? {
    buffer.withLock { buffer in
      while true {
        let end = Array("\r\n\r\n".utf8)
        let start = buffer.indices.first { buffer[$0...].starts(with: end) }
        if let start {
          let head = String(decoding: buffer[..<start], as: UTF8.self)
          buffer.removeFirst(start + end.count)
          log.heads.withLock { $0.append(head) }
          return head
        }
        guard let part = take() else { return nil }
        buffer += part
      }
    }
  }

  /// Reads so many bytes of a body; nil when the client goes before.
  func readBody(_ count: Int) -> [UInt8]? {
    buffer.withLock { buffer in
      while buffer.count < count {
        guard let part = take() else { return nil }
        buffer += part
      }
      defer { buffer.removeFirst(count) }
      return Array(buffer.prefix(count))
    }
  }

  /// Reads and forgets so many bytes of a body; false when the client goes before.
  func skipBody(_ count: Int) -> Bool {
    buffer.withLock { buffer in
      var rest = count - buffer.count
      buffer = []
      while rest > 0 {
        guard let part = take() else { return false }
        rest -= part.count
      }
      return true
    }
  }

  /// Sends everything; false when the client has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool {
    send(Array(text.utf8))
  }

  /// Has the closing be an RST: what the client has not received is lost.
  func resetWhenClosed() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
  }

  /// Sends a FIN; what the client sends can still be read.
  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Reads and forgets until the client has gone.
  func waitForEnd() {
    while take() != nil {}
  }

  /// Waits so long for a sign of the client; true when there is none.
  func isQuiet(milliseconds: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, milliseconds) == 0
  }

  /// Waits, without reading, until the client has gone.
  func waitForHangUp() {
    // POLLRDHUP, which the Glibc module does not show.
    var state = pollfd(fd: descriptor, events: 0x2000, revents: 0)
    poll(&state, 1, 60_000)
  }

  private func take() -> [UInt8]? {
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &part, part.count, 0)
    return count > 0 ? Array(part[..<count]) : nil
  }
}

/// What a client makes of a server that serves one connection like that.
func exchange(
  _ settings: ClientSettings, _ serve: @escaping @Sendable (ServedConnection) -> Void
) async throws -> ClientExchange {
  let server = try RawServer { connection in
    guard connection.readHead() != nil else { return }
    serve(connection)
  }
  return await HTTPClient(settings).exchange(ClientRequest("GET", server.url))
}

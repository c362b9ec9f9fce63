internal import CMicroHTTPD
internal import HTTPMessages

/// An answer that breaks off, or of which not a byte is sent.
///
/// It is written past libmicrohttpd, whose connection is suspended meanwhile: libmicrohttpd does not ask for
/// the body of an answer to HEAD, and after the last byte of a body it takes the connection for good.
struct BrokenAnswer {
  enum Progress {
    case written
    /// The send buffer is full: the client does not read.
    case blocked
    case gone
  }

  private let head: [UInt8]
  private let body: ArraySlice<UInt8>
  private var sent = 0
  private var checks: Int64 = 0
  let ending: Delivery.Ending

  /// What `delivery` leaves of an answer; nil when it leaves all of it.
  init?(_ response: Response, toHEAD: Bool, closing: Bool) {
    var length: Int?
    switch response.delivery {
    case .whole, .trickle, .closingIdle: return nil
    case .close: ending = .close
    case .reset: ending = .reset
    case .silence: ending = .stall
    case .cut(let count, let then):
      length = max(0, count)
      ending = then
    }
    head = length == nil ? [] : Array(response.head(closing: closing).utf8)
    let hasBody = !toHEAD && response.status != 204 && response.status != 304
    body = response.content.prefix(hasBody ? length ?? 0 : 0)
  }

  var isWritten: Bool { sent == head.count + body.count }

  /// Whether nothing more will be sent and the connection stays open.
  var isStalled: Bool { isWritten && ending == .stall }

  /// Writes what the socket takes.
  mutating func write(to descriptor: Int32) -> Progress {
    while !isWritten {
      let rest =
        sent < head.count ? head[sent...] : body[(body.startIndex + sent - head.count)...]
      let count = rest.withUnsafeBytes { mhd_send_now(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else { return .gone }
      guard count > 0 else { return .blocked }
      sent += count
    }
    return .written
  }

  /// How long to wait before looking again whether everything has arrived, in nanoseconds: 1 ms at first,
  /// then longer and longer, 64 ms at most.
  mutating func pause() -> Int64 {
    checks = min(checks + 1, 7)
    return 500_000 << checks
  }
}

internal import CMicroHTTPD
internal import HTTPMessages

/// One request that has a body or whose answer comes later.
///
/// Most need no such object: a request without a body that is answered at once leaves only a mark
/// in libmicrohttpd's slot.
///
/// Owned by that slot: `HTTPEngine.adopt` retains it, the `completed` callback releases it, which
/// libmicrohttpd calls exactly once for each request whose handler was called.
final class Exchange {
  enum Phase {
    case receiving
    /// The connection is suspended and knows this exchange by its id.
    case waiting
    case ready(Response)
    /// The server stops; the connection is closed without an answer.
    case abandoned
  }

  private(set) var connection: OpaquePointer?
  var body: [UInt8] = []
  var phase = Phase.receiving

  /// Forgets the request; only the buffer of an ordinary body is kept.
  func reset() {
    connection = nil
    phase = .receiving
    body.removeAll(keepingCapacity: body.capacity <= 64 * 1024)
  }

  /// Makes the exchange that of a new request, with room for a body of that length, within reason.
  func begin(on connection: OpaquePointer, expecting length: Int) {
    self.connection = connection
    body.reserveCapacity(min(length, 64 * 1024))
  }
}

internal import CMicroHTTPD
internal import HTTPMessages

/// One request that has a body or whose answer comes later.
///
/// Most need no such object: a request without a body that is answered at once leaves only a mark
/// in libmicrohttpd's slot.
///
/// Owned by that slot: `HTTPEngine.adopted` retains it, the `completed` callback releases it, which
/// libmicrohttpd calls exactly once for each request whose handler was called.
final class Exchange {
  enum Phase {
    /// The request comes in, or is to be put to the handler.
    case receiving
    /// The connection is suspended; the handler or a `Responder` has the answer.
    case waiting
    case ready(Response)
    /// The connection is suspended and the answer written past libmicrohttpd.
    case breaking(BrokenAnswer)
    /// The answer is libmicrohttpd's; the connection is suspended between two parts of it.
    case trickling
    /// The connection is closed without an answer, or without more of it.
    case abandoned
  }

  private(set) var connection: OpaquePointer?
  /// The name of the request, once there was a use for it.
  var id: ExchangeID?
  var body: [UInt8] = []
  var phase = Phase.receiving
  /// How long the client may send nothing after the answer; nil for as long as the server allows anybody.
  var idleWait: IdleClosings.Wait?

  /// Forgets the request; only the buffer of an ordinary body is kept.
  func reset() {
    connection = nil
    id = nil
    phase = .receiving
    idleWait = nil
    body.removeAll(keepingCapacity: body.capacity <= 64 * 1024)
  }

  /// Makes the exchange that of a new request, with room for a body of that length, within reason.
  func begin(on connection: OpaquePointer, expecting length: Int) {
    self.connection = connection
    body.reserveCapacity(min(length, 64 * 1024))
  }

  /// Lets libmicrohttpd go on with the suspended connection.
  func resume() {
    if let connection { MHD_resume_connection(connection) }
  }

  /// The socket; -1 when there is none.
  var descriptor: Int32 { connection.map { mhd_connection_descriptor($0) } ?? -1 }
}

/// How an answer goes to its client: as it should, or with a fault of the transport.
///
/// A fault comes after the answers to all earlier requests of the connection.
package enum Delivery: Sendable, Equatable {
  /// All of it at once.
  case whole
  /// Not a byte of an answer; the connection is closed (FIN).
  case close
  /// Not a byte of an answer; the connection is reset (RST).
  case reset
  /// Not a byte of an answer; the connection stays open until the client closes its side or the server
  /// stops.
  case silence
  /// The head of the whole answer, then that many bytes of its body and no more, then `then`.
  ///
  /// A body that is shorter, or that is not sent (to HEAD, with 204 and 304), breaks off at its end.
  case cut(after: Int, then: Ending)
  /// The head at once, then the body byte by byte in real time, in steps of 50 ms or one byte; at least 1.
  ///
  /// The n-th byte leaves n / `bytesPerSecond` seconds after the head; the connection can be used again.
  case trickle(bytesPerSecond: Int)
  /// The whole answer, which announces no end of the connection; then the connection is closed when the
  /// client has sent nothing for so long, a day at most.
  case closingIdle(milliseconds: Int)

  /// How a connection ends whose answer broke off.
  package enum Ending: Sendable, Equatable {
    /// FIN.
    case close
    /// RST, when the client's system has all that was sent before.
    case reset
    /// As `silence`.
    case stall
  }
}

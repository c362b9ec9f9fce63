package import HTTPMessages

/// Answers requests.
///
/// It lives on the engine's loop thread: every call comes from there, one at a time.
package protocol RequestHandler: AnyObject, SendableMetatype {
  /// Answers a request whose body is complete.
  ///
  /// - Parameters:
  ///   - request: the head; the object is used again for the next request.
  ///   - body: all of the body, empty when there was none.
  ///   - exchange: names the request towards `Responder.answer`.
  ///   - response: empty; to be filled when the answer is there at once.
  /// - Returns: whether `response` is the answer or it comes later.
  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID,
    into response: inout Response
  ) -> Disposition

  /// Asked before a body is read when the client waits for a go-ahead (`Expect: 100-continue`), and
  /// when a body cannot be taken.
  ///
  /// - Returns: true when `response` was filled and is to be sent instead of reading on; with a
  ///   `problem` it must be. Its `delivery` does not count: it is sent whole and the connection closed.
  func refuses(
    _ request: Request, because problem: BodyProblem?, into response: inout Response
  ) -> Bool

  /// When `due` is to be called next, in nanoseconds of the monotonic clock; nil when nothing waits for a time.
  ///
  /// Read before each wait, so it must be cheap.
  var nextDeadline: Int64? { get }

  /// Called once `nextDeadline` has come, at most about once a millisecond.
  ///
  /// - Returns: the exchanges that were put off and go on now; those that have ended are passed over.
  func due(at now: Int64) -> [(ExchangeID, Resumption)]
}

/// Whether an answer is there.
package enum Disposition: Sendable {
  case answered
  /// The connection is set aside, without a thread, until `Responder.answer` or `RequestHandler.due`.
  case later
}

/// Why a body cannot be taken.
package enum BodyProblem: Sendable {
  case tooLarge
  /// Where it ends cannot be told.
  case unclearLength
  /// The bodies in flight fill the memory that is set aside for them.
  case noMemory
}

/// Names a request while it is being answered; never used twice by a server.
package struct ExchangeID: Hashable, Sendable {
  let number: UInt64
}

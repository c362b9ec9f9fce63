package import HTTPMessages

/// What becomes of an exchange that was put off.
package enum Resumption: Sendable {
  /// This is its answer.
  case answer(Response)
  /// The handler is asked again, with the same request and the same `ExchangeID`; it may put it off again.
  case again
}

// A handler whose answers wait for nothing but `Responder` needs no deadlines.
extension RequestHandler {
  package var nextDeadline: Int64? { nil }

  package func due(at now: Int64) -> [(ExchangeID, Resumption)] { [] }
}

/// The answers to everything that the contract leaves open.
///
/// `Profile()` is the contract's own choice, the profile `default`. No endpoint decides such a question by
/// itself; it reads the answer here.
package struct Profile: Sendable {
  package var name = "default"
  package var summary = ""
  /// Where each answer comes from, for those that a file has given.
  package var sources: [Promise: AnswerSource] = [:]

  package var failedStatusWord = FailedStatusWord.completed
  package var successWord = SuccessWord.completed
  package var queueBase = QueueBase.one
  package var endedKey = EndedKey.completedAt
  package var errorShape = ErrorShape.string
  package var notCancellable = NotCancellableStatus.accepted
  package var costOfFailure = CostOfFailure.nothing
  package var unknownProperties = Acceptance.refuse
  package var explicitNull = Acceptance.refuse
  package var duplicateKeys = Acceptance.refuse
  package var httpURLs = Acceptance.refuse
  package var outputLifetime = OutputLifetime.unlimited

  package var tokenError = ErrorAnswer(401, 400_004)
  package var balanceError = ErrorAnswer(402, 400_002)
  package var modelError = ErrorAnswer(400, 400_001)
  package var unknownRequestError = ErrorAnswer(404, 404_001)
  package var foreignRequestError = ErrorAnswer(403, 403_001)
  package var queryError = ErrorAnswer(422, 422_001)
  package var schemaError = ErrorAnswer(422, 422_001)
  package var notJSONError = ErrorAnswer(400, 400_003)
  package var hostError = ErrorAnswer(400, 400_006)
  package var contentTypeError = ErrorAnswer(415, 415_001)
  package var tooLargeError = ErrorAnswer(413, 413_001)
  package var methodError = ErrorAnswer(405, 405_001)
  package var pathError = ErrorAnswer(404, 404_001)
  package var unknownOutputError = ErrorAnswer(404, 404_001)
  package var expiredOutputError = ErrorAnswer(410, 410_001)
  package var outputConditionError = ErrorAnswer(412, 412_001)
  package var outputRangeError = ErrorAnswer(416, 416_001)
  package var outputFailedError = ErrorAnswer(500, 500_001)
  package var outputNotMadeError = ErrorAnswer(501, 501_001)
  package var malformedHTTPError = ErrorAnswer(400, 400_007)
  package var busyError = ErrorAnswer(503, 503_001)

  package init() {}

  /// Where the knowledge of a promise comes from: the profile's own answer, else the contract.
  package func provenance(of promise: Promise) -> Provenance {
    sources[promise]?.provenance ?? promise.terms.provenance
  }
}

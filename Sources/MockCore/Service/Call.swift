internal import HTTPMessages

/// One call while it is being answered: what came in and what was found out so far.
struct Call {
  let request: Request
  let body: [UInt8]
  let monotonic: Int64
  var bodyProblem: Service.BodyProblem?

  var host = 0..<0
  var endpoint = Event.Endpoint.none
  /// Slot of the tenant.
  var tenant: Int?
  /// The tenant's time.
  var now = Instant(nanoseconds: 0)
  /// Index of the model of a submit.
  var model: Int?

  var promise = Promise.tokenTenant
  var requestID: RequestID?
  var note: String?
  var output: OutputFile?

  init(request: Request, body: [UInt8], monotonic: Int64) {
    self.request = request
    self.body = body
    self.monotonic = monotonic
  }
}

/// One file that a job put out.
package struct OutputFile: Hashable, Sendable {
  package let request: RequestID
  /// Counts the files of a job from 0.
  package let number: Int
  package let plan: OutputPlan
}

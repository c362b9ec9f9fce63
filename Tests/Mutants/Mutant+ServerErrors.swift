internal import HTTPClient
internal import MockCore

// Servers that refuse calls about requests wrongly, or fail wrongly.

extension Mutant {
  static let serverErrors: [Mutant] = [
    Mutant(
      .errorUnknownRequest, "page", "It answers 404 with a page.", refusal: .errorUnknownRequest
    ) {
      $0.becomePage(404)
    },
    Mutant(.errorUnknownRequest, "says-400", "It answers 400.", refusal: .errorUnknownRequest) {
      $0.status = 400
    },
    Mutant(
      .errorUnknownRequest, "says-unknown", "Its status is unknown.", refusal: .errorUnknownRequest
    ) { $0.become(200, #"{"status":"unknown"}"#) },
    Mutant(.errorUnknownRequest, "wants-uuid", "What is no UUID is 422.") { answer, request, _ in
      if answer.status == 404, let id = request.requestID, id.count != 36 {
        answer.refuse(422, 422_001)
      }
    },
    Mutant(.errorUnknownRequest, "cancels", "Whatever is cancelled is cancelled.") {
      answer, request, _ in
      if request.call == .cancel, answer.status == 404 {
        answer.become(202, #"{"status":"cancelled","outcome":"cancelled"}"#)
      }
    },

    sharing("shows-results", "Anybody sees a result.", .result),
    sharing("cancels", "Anybody can cancel.", .cancel),
    Mutant(.errorForeignRequest, "says-400", "It answers 400.", refusal: .errorForeignRequest) {
      $0.refuse(400, 403_001)
    },
    Mutant(.errorForeignRequest, "other-code", "The code is 404001.", refusal: .errorForeignRequest)
    {
      $0["error_code"] = 404_001
    },

    scripted(.errorRateLimit, 429, "no-retry-after", "There is no Retry-After.") {
      $0[field: "Retry-After"] = nil
    },
    scripted(.errorRateLimit, 429, "soon", "Retry-After is soon.") {
      $0[field: "Retry-After"] = "soon"
    },
    scripted(.errorRateLimit, 429, "says-500", "It answers 500.") { $0.status = 500 },
    Mutant(.errorRateLimit, "for-ever", "It never ends.") { answer, request, past in
      let limits = past.answers(to: .status, about: request.requestID).filter { $0.status == 429 }
      if request.call == .status, let limit = limits.first { answer = limit }
    },

    Mutant(.errorServerFault, "in-200", "A fault is a 200.", to: .status) { answer in
      if answer.status >= 500, answer.status != 503 { answer.status = 200 }
    },
    Mutant(.errorServerFault, "for-ever", "It never ends.") { answer, request, past in
      let faults = past.answers(to: .status, about: request.requestID).filter { $0.status == 504 }
      if request.call == .status, let fault = faults.first { answer = fault }
    },

    scripted(.errorBusy, 503, "says-500", "It answers 500.") { $0.refuse(500, 500_001) },
    scripted(.errorBusy, 503, "page", "It answers with a page.") { $0.becomePage(503) },
  ]

  /// A server that is wrong where a story makes it refuse; the mock names no promise then.
  private static func scripted(
    _ promise: Promise, _ status: Int, _ name: String, _ flaw: String,
    _ edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) -> Mutant {
    Mutant(promise, name, flaw, to: .submit, .status) { answer in
      if answer.status == status { edit(&answer) }
    }
  }

  /// A server that lets anybody make one call about the requests of others.
  private static func sharing(_ name: String, _ flaw: String, _ call: Call) -> Mutant {
    Mutant(
      .errorForeignRequest, name, flaw,
      request: { request, past in
        guard request.call == call, let owner = past.submitter(of: request.requestID) else {
          return
        }
        request.fields.removeAll { $0.name.lowercased() == "authorization" }
        request.fields.append(("Authorization", owner))
      })
  }
}

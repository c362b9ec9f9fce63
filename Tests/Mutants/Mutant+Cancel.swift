internal import HTTPClient
internal import MockCore

// Servers that cancel wrongly.

extension Mutant {
  static let cancels: [Mutant] = [
    Mutant(
      .cancelWaiting, "goes-on", "It says cancelled, and the job goes on.",
      request: { request, _ in
        // Only looks at the job.
        guard request.call == .cancel, request.method == "POST" else { return }
        request.method = "GET"
        request.body = .none
        request.target = request.target?.replacing("/cancel", with: "/status")
      },
      answer: { answer, request, _ in
        guard request.call == .cancel, answer.status == 200,
          let word = answer["status"]?.string
        else { return }
        let id = request.requestID ?? ""
        let (said, outcome) =
          word == "in_queue" ? ("cancelled", "cancelled") : (word, "not_cancellable")
        answer.become(202, #"{"request_id":"\#(id)","status":"\#(said)","outcome":"\#(outcome)"}"#)
      }),
    cancelled("refuses", "A job that waits is not cancellable.") {
      $0["outcome"] = "not_cancellable"
    },
    cancelled("says-200", "It answers 200.") { $0.status = 200 },
    cancelled("empty", "It answers 204 without a body.") { answer in
      answer.status = 204
      answer.body = []
    },
    cancelled("says-canceled", "The outcome is canceled.") { $0["outcome"] = "canceled" },
    cancelled("no-outcome", "There is no outcome.") { $0["outcome"] = nil },

    Mutant(
      .cancelRunning, "says-cancelled", "A job that runs is cancelled, as it says.", to: .cancel,
      saying: ["in_progress"]
    ) { answer in
      answer["outcome"] = "cancelled"
      answer["status"] = "cancelled"
    },
    Mutant(
      .cancelRunning, "stops", "It says not_cancellable, and the job stops."
    ) { answer, request, past in
      let states = past.answers(to: .cancel, about: request.requestID).map { $0["status"]?.string }
      guard request.call == .status || request.call == .result, states.contains("in_progress")
      else { return }
      answer["status"] = "cancelled"
    },

    Mutant(.cancelEnded, "says-cancelled", "The outcome is cancelled.", to: .cancel) { answer in
      if isAfterEnd(answer) { answer["outcome"] = "cancelled" }
    },
    Mutant(.cancelEnded, "says-ended", "The outcome is already_ended.", to: .cancel) { answer in
      if isAfterEnd(answer) { answer["outcome"] = "already_ended" }
    },
    Mutant(
      .cancelEnded, "takes-output", "A job that has ended is cancelled, and its output gone."
    ) { answer, request, past in
      let cancels = past.answers(to: .cancel, about: request.requestID)
      guard request.call == .result, cancels.contains(where: isAfterEnd) else { return }
      answer["status"] = "cancelled"
      answer["output"] = nil
    },
    Mutant(
      .cancelEnded, "moves-end", "The cancel becomes the end of the job."
    ) { answer, request, past in
      let cancels = past.answers(to: .cancel, about: request.requestID)
      guard request.call == .result, cancels.contains(where: isAfterEnd) else { return }
      answer["completed_at"] = "2030-01-02T03:04:05.678901+00:00"
    },

    notCancellable("says-200", "not_cancellable is answered with 200.") { $0.status = 200 },
    notCancellable("says-400", "not_cancellable is answered with 400.") { $0.status = 400 },
    notCancellable("says-404", "A job that has ended is not found.") { $0.refuse(404, 404_001) },
  ]

  @Sendable private static func isAfterEnd(_ answer: ClientResponse) -> Bool {
    answer["outcome"]?.string == "not_cancellable" && answer["status"]?.string != "in_progress"
  }

  private static func cancelled(
    _ name: String, _ flaw: String, _ edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) -> Mutant {
    Mutant(.cancelWaiting, name, flaw, to: .cancel) { answer in
      if answer["outcome"]?.string == "cancelled" { edit(&answer) }
    }
  }

  private static func notCancellable(
    _ name: String, _ flaw: String, _ edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) -> Mutant {
    Mutant(.cancelNotCancellable, name, flaw, to: .cancel) { answer in
      if answer["outcome"]?.string == "not_cancellable" { edit(&answer) }
    }
  }
}

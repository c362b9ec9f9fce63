internal import HTTPClient
internal import MockCore

// Servers whose /status is wrong.

extension Mutant {
  /// Before the end.
  static let waitings: [Mutant] = [
    Mutant(
      .statusWaiting, "says-queued", "A job that waits is queued.", to: .status,
      saying: ["in_queue"]
    ) {
      $0["status"] = "queued"
    },
    Mutant(
      .statusWaiting, "upper-case", "The word is IN_QUEUE.", to: .status, saying: ["in_queue"]
    ) { $0["status"] = "IN_QUEUE" },
    everywhere(.statusWaiting, "in_queue", "pending"),
    everywhere(.statusRunning, "in_progress", "RUNNING"),
    everywhere(.statusCompleted, "completed", "done"),
    Mutant(
      .statusWaiting, "runs-at-once", "A job that waits is in_progress already.", to: .status,
      saying: ["in_queue"]
    ) { answer in
      answer["status"] = "in_progress"
      answer["queue_position"] = nil
    },

    Mutant(
      .statusQueuePosition, "null-afterwards", "queue_position is null once the job has begun.",
      to: .status, saying: ["in_progress", "completed", "cancelled"]
    ) { $0["queue_position"] = .null },
    Mutant(
      .statusQueuePosition, "stays", "queue_position stays there once the job has begun.",
      to: .status, saying: ["in_progress", "completed", "cancelled"]
    ) { $0["queue_position"] = 0 },
    Mutant(
      .statusQueuePosition, "missing", "There is no queue_position.", to: .status,
      saying: ["in_queue"]
    ) { $0["queue_position"] = nil },
    Mutant(
      .statusQueuePosition, "null", "queue_position is null.", to: .status, saying: ["in_queue"]
    ) { $0["queue_position"] = .null },
    Mutant(
      .statusQueuePosition, "as-text", "queue_position is a text.", to: .status,
      saying: ["in_queue"]
    ) { $0.quote("queue_position") },
    Mutant(
      .statusQueuePosition, "from-2", "The next job has the position 2.", to: .status,
      saying: ["in_queue"]
    ) { $0["queue_position"] = 2 },

    Mutant(
      .statusRunning, "says-running", "A job that runs is running.", to: .status,
      saying: ["in_progress"]
    ) { $0["status"] = "running" },
    Mutant(
      .statusRunning, "stays-in-queue", "A job that runs is in_queue until its end.", to: .status,
      saying: ["in_progress"]
    ) { $0["status"] = "in_queue" },
    Mutant(
      .statusRunning, "ends-early", "A job that runs is completed.", to: .status,
      saying: ["in_progress"]
    ) { $0["status"] = "completed" },
    Mutant(
      .statusRunning, "null", "The status of a job that runs is null.", to: .status,
      saying: ["in_progress"]
    ) { $0["status"] = .null },
  ]

  /// After the end.
  static let endings: [Mutant] = [
    ended(.statusCompleted, "says-succeeded", "The last word is succeeded.", .well, "succeeded"),
    ended(.statusCompleted, "says-done", "The last word is done.", .well, "done"),
    ended(.statusCompleted, "never-ends", "A job never ends.", .well, "in_progress"),
    ended(.statusFailed, "says-error", "The last word is error.", .badly, "error"),
    ended(.statusFailed, "never-ends", "A job that fails never ends.", .badly, "in_progress"),
    ended(.statusFailed, "says-cancelled", "A job that fails is cancelled.", .badly, "cancelled"),
    ended(.statusCancelled, "says-canceled", "The last word is canceled.", .cancelled, "canceled"),
    ended(.statusCancelled, "says-completed", "It is completed.", .cancelled, "completed"),
    ended(.statusCancelled, "goes-on", "It is in_queue as before.", .cancelled, "in_queue"),
  ]

  private enum End {
    case well, badly, cancelled
  }

  /// A server whose /status has another word for one of the ends.
  private static func ended(
    _ promise: Promise, _ name: String, _ flaw: String, _ end: End, _ word: JSONValue
  ) -> Mutant {
    Mutant(promise, name, flaw) { answer, request, past in
      // Of a job that failed, the mock too says completed.
      let before = end == .cancelled ? "cancelled" : "completed"
      guard request.call == .status, answer["status"]?.string == before,
        end == .cancelled || past.hasFailed(request.requestID) == (end == .badly)
      else { return }
      answer["status"] = word
    }
  }

  /// A word of its own, in the status and in the result.
  private static func everywhere(
    _ promise: Promise, _ right: String, _ wrong: String
  ) -> Mutant {
    Mutant(
      promise, "another-word-everywhere", "\(right) is \(wrong), in the result too."
    ) { answer, request, past in
      // What /status says of a job that failed is another promise.
      guard [.status, .result].contains(request.call), answer["status"]?.string == right,
        !past.hasFailed(request.requestID)
      else { return }
      answer["status"] = .string(Array(wrong.utf8))
    }
  }
}

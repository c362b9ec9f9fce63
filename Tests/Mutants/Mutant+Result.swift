internal import HTTPClient
internal import MockCore

// Servers whose /result is wrong.

extension Mutant {
  static let results: [Mutant] = [
    Mutant(
      .resultUnfinished, "says-404", "There is no result before the end.", to: .result,
      saying: unfinished
    ) {
      $0.refuse(404, 404_001)
    },
    Mutant(
      .resultUnfinished, "says-202", "Before the end it answers 202.", to: .result,
      saying: unfinished
    ) { $0.status = 202 },
    Mutant(
      .resultUnfinished, "null-output", "Before the end output is null.", to: .result,
      saying: unfinished
    ) { $0["output"] = .null },
    Mutant(
      .resultUnfinished, "says-processing", "Before the end it says processing.", to: .result,
      saying: unfinished
    ) { $0["status"] = "processing" },
    Mutant(
      .resultUnfinished, "early-output", "The output is there while the job runs.", to: .result,
      saying: ["in_progress"]
    ) { $0["output"] = ["image": "https://files.example/0.png"] },

    Mutant(
      .resultSucceeded, "says-done", "The last word is done.", to: .result, saying: ["completed"]
    ) { $0["status"] = "done" },
    Mutant(
      .resultSucceeded, "no-output", "There is no output.", to: .result, saying: ["completed"]
    ) { $0["output"] = nil },
    Mutant(
      .resultSucceeded, "null-output", "output is null.", to: .result, saying: ["completed"]
    ) { $0["output"] = .null },
    Mutant(
      .resultSucceeded, "never-ends", "It says in_progress for ever.", to: .result,
      saying: ["completed"]
    ) { answer in
      answer["status"] = "in_progress"
      for key in ["output", "completed_at", "cost"] { answer[key] = nil }
    },

    Mutant(.resultFailed, "says-error", "The last word is error.", to: .result, saying: ["failed"])
    {
      $0["status"] = "error"
    },
    Mutant(
      .resultFailed, "says-completed", "A failed job is completed here too.", to: .result,
      saying: ["failed"]
    ) { $0["status"] = "completed" },
    Mutant(.resultFailed, "null-output", "output is null.", to: .result, saying: ["failed"]) {
      $0["output"] = .null
    },
    Mutant(
      .resultFailed, "says-500", "Of a failed job it answers 500.", to: .result, saying: ["failed"]
    ) {
      $0.refuse(500, 500_001)
    },

    Mutant(
      .resultCancelled, "says-canceled", "The last word is canceled.", to: .result,
      saying: ["cancelled"]
    ) { $0["status"] = "canceled" },
    Mutant(
      .resultCancelled, "says-failed", "A cancelled job has failed.", to: .result,
      saying: ["cancelled"]
    ) { $0["status"] = "failed" },
    Mutant(.resultCancelled, "null-output", "output is null.", to: .result, saying: ["cancelled"]) {
      $0["output"] = .null
    },
    Mutant(
      .resultCancelled, "says-410", "The result of a cancelled job is gone.", to: .result,
      saying: ["cancelled"]
    ) { $0.refuse(410, 410_001) },
  ]

  private static let unfinished = ["in_queue", "in_progress"]
}

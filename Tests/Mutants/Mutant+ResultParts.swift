internal import HTTPClient
internal import MockCore

// Servers whose /result has the right word and wrong parts.

extension Mutant {
  static let parts: [Mutant] = [
    Mutant(.resultEndedKey, "ended-at", "The key is ended_at.", to: .result) { answer in
      let time = answer["completed_at"]
      answer["completed_at"] = nil
      if let time { answer["ended_at"] = time }
    },
    Mutant(
      .resultEndedKey, "null-before", "Before the end completed_at is null.", to: .result,
      saying: unended
    ) { $0["completed_at"] = .null },
    Mutant(.resultEndedKey, "missing", "There is no completed_at.", to: .result) {
      $0["completed_at"] = nil
    },

    Mutant(.resultErrorShape, "number", "error is a number.", to: .result, saying: ["failed"]) {
      $0["error"] = 500
    },
    Mutant(.resultErrorShape, "null", "error is null.", to: .result, saying: ["failed"]) {
      $0["error"] = .null
    },

    timestamps("with-z", "The offset is Z.") { $0.replacing("+00:00", with: "Z") },
    timestamps("milliseconds", "There are three digits behind the second.") { time in
      String(time.prefix(23) + time.suffix(6))
    },
    timestamps("other-zone", "The time is that of Berlin.") { time in
      time.replacing("+00:00", with: "+02:00")
    },
    timestamps("no-zone", "There is no offset.") { $0.replacing("+00:00", with: "") },
    timestamps("blank", "A blank stands for the T.") { $0.replacing("T", with: " ") },
    Mutant(.resultTimestamps, "number", "created_at is a number.", to: .result) { answer in
      if answer["created_at"] != nil { answer["created_at"] = 1_767_323_045 }
    },

    outputs("bare", "output is the URL itself.") { $0 },
    outputs("list", "output is a list of URLs.") { .array([$0]) },
    outputs("object", "The URL is the member url of an object.") { url in
      ["image": ["url": url]]
    },
    outputs("singular-list", "A list of URLs stands under image.") { url in
      ["image": [url]]
    },
    outputs("plural-text", "A URL stands under images.") { ["images": $0] },
    outputs("relative", "The URL is a path.") { url in
      let words = (url.string ?? "").split(separator: "/", maxSplits: 2)
      return ["image": .string(Array("/\(words.last ?? "")".utf8))]
    },

    costs("as-text", "cost is a text.") { $0.quote("cost") },
    costs("null", "cost is null.") { $0["cost"] = .null },
    costs("missing", "There is no cost.") { $0["cost"] = nil },
    costs("negative", "What was charged is a negative number.") { $0["cost"] = -1 },
    Mutant(.resultCost, "always", "cost is there unasked.", to: .result, saying: ended) { answer in
      if answer["cost"] == nil { answer["cost"] = 0 }
    },
    Mutant(.resultCost, "early", "cost is there before the end.", to: .result, saying: unended) {
      $0["cost"] = 0
    },
  ]

  private static let unended = ["in_queue", "in_progress"]
  private static let ended = ["completed", "failed", "cancelled"]

  private static func timestamps(
    _ name: String, _ flaw: String, _ change: @escaping @Sendable (String) -> String
  ) -> Mutant {
    Mutant(.resultTimestamps, name, flaw, to: .result) { answer in
      for key in ["created_at", "completed_at"] { answer.change(key, change) }
    }
  }

  private static func outputs(
    _ name: String, _ flaw: String, _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    Mutant(.resultOutputShape, name, flaw, to: .result) { answer in
      if let url = answer["output.image"] { answer["output"] = change(url) }
    }
  }

  private static func costs(
    _ name: String, _ flaw: String, _ change: @escaping @Sendable (inout ClientResponse) -> Void
  ) -> Mutant {
    Mutant(.resultCost, name, flaw, to: .result) { answer in
      if answer["cost"] != nil { change(&answer) }
    }
  }
}

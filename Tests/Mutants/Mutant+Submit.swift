internal import HTTPClient
internal import MockCore

// Servers that take a job and say so wrongly.

extension Mutant {
  static let submits: [Mutant] = [
    Mutant(.submitAccepted, "says-created", "A submit answers 201.", to: .submit) { answer in
      if answer.status == 200 { answer.status = 201 }
    },
    Mutant(
      .submitAccepted, "error-in-200", "A submit answers 200 with an error in it.", to: .submit
    ) { answer in
      if answer.status == 200 { answer.refuse(200, 500_001) }
    },
    Mutant(
      .submitAccepted, "wants-wrapped-input", "The inputs have to be under a key input.",
      to: .submit
    ) { answer in
      if answer.status == 200 { answer.refuse(422, 422_001) }
    },

    Mutant(.submitURLs, "relative", "The URLs are paths.", to: .submit) { answer in
      for key in urls { answer.change(key) { String($0.trimmingOrigin) } }
    },
    Mutant(.submitURLs, "other-host", "The URLs are on the service's own host.", to: .submit) {
      answer in
      for key in urls {
        answer.change(key) { "https://model-api.runcomfy.net" + $0.trimmingOrigin }
      }
    },
    Mutant(.submitURLs, "https", "The URLs are https: though the client spoke http:.", to: .submit)
    {
      answer in
      for key in urls { answer.change(key) { $0.replacing("http://", with: "https://") } }
    },
    Mutant(.submitURLs, "other-order", "The keys are sorted.", to: .submit) { answer in
      answer.reorder { $0.sorted { $0.key.lexicographicallyPrecedes($1.key) } }
    },
    Mutant(.submitURLs, "more-keys", "A status is there too.", to: .submit) { answer in
      if answer.status == 200 { answer["status"] = "in_queue" }
    },
    Mutant(.submitURLs, "no-cancel-url", "There is no cancel_url.", to: .submit) { answer in
      answer["cancel_url"] = nil
    },
    Mutant(.submitURLs, "swapped", "status_url and result_url are swapped.", to: .submit) {
      answer in
      let urls = (answer["status_url"], answer["result_url"])
      if let status = urls.0, let result = urls.1 {
        answer["status_url"] = result
        answer["result_url"] = status
      }
    },

    renamingIDs("upper-case", "A request_id is in upper case.") {
      $0.uppercased()
    } back: {
      $0.lowercased()
    },
    renamingIDs("version-1", "A request_id is a UUID of version 1.") { id in
      id.prefix(14) + "1" + id.dropFirst(15)
    } back: { id in
      id.prefix(14) + "4" + id.dropFirst(15)
    },
    renamingIDs("prefixed", "A request_id begins with req_.") {
      "req_" + $0
    } back: { id in
      id.replacing("req_", with: "")
    },
  ]

  private static let urls = ["status_url", "result_url", "cancel_url"]

  /// A server that calls requests by other names, and knows them by these.
  private static func renamingIDs(
    _ name: String, _ flaw: String, _ change: @escaping @Sendable (String) -> String,
    back: @escaping @Sendable (String) -> String
  ) -> Mutant {
    Mutant(
      .requestID, name, flaw,
      request: { request, _ in
        guard let id = request.requestID, id != zeroID else { return }
        request.target = request.target?.replacing(id, with: back(id))
      },
      answer: { answer, _, _ in
        let ids = [answer["request_id"], answer["jobs.0.request_id"]].compactMap { $0?.string }
        for id in ids { answer.text = answer.text.replacing(id, with: change(id)) }
      })
  }

  /// An id that a client makes up.
  private static let zeroID = "00000000-0000-4000-8000-000000000000"
}

extension ClientRequest {
  /// The body as JSON; nil where it is none.
  var json: JSONValue? { (try? JSONDocument(content)).map { JSONValue($0, 0) } }
}

extension String {
  /// The path of an absolute URL.
  fileprivate var trimmingOrigin: Substring {
    let words = split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return words.count == 4 ? "/" + words[3] : self[...]
  }
}

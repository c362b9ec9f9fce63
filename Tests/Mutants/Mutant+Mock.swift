internal import HTTPClient
internal import MockCore

// Mocks that do not do what is theirs.

extension Mutant {
  static let mocks: [Mutant] = [
    // Who asks first asks whether this is a mock at all.
    Mutant(.mockHealth, "wants-token", "From the second call on it wants a token.") {
      answer, request, past in
      if request.call == .health, past.contains(where: { $0.request.call == .health }) {
        answer.refuse(401, 400_004)
      }
    },
    Mutant(.mockHealth, "no-version", "From the second call on it has no version.") {
      answer, request, past in
      if request.call == .health, past.contains(where: { $0.request.call == .health }) {
        answer["version"] = nil
      }
    },

    Mutant(.mockStory, "loses-fields", "The fields of a story are lost.", to: .status) {
      $0[field: "Teapot"] = nil
    },
    Mutant(.mockStory, "goes-on", "What a story says once goes on.") { answer, request, past in
      let said = past.answers(to: .status, about: request.requestID).last {
        $0[field: "Teapot"] != nil
      }
      if request.call == .status, let said { answer = said }
    },

    Mutant(
      .mockControl, "any-host", "A page of the web can move the clock.",
      request: { request, _ in
        guard request.call == .clock || request.call == .receipts else { return }
        request.fields.removeAll { $0.name.lowercased() == "host" }
      }),
    Mutant(.mockControl, "says-200", "It refuses with 200.", refusal: .mockControl) {
      $0.status = 200
    },

    Mutant(
      .mockClock, "stands-still", "It cannot be advanced.",
      request: { request, _ in
        guard request.call == .clock, request.method == "POST", let json = request.json else {
          return
        }
        let rest = json.removing(["advance"])
        request.body = .bytes(
          Array((rest == .object([]) ? json.setting(["advance"], to: "0s") : rest).json.utf8))
      }),
    Mutant(
      .mockClock, "hours", "Minutes are hours.",
      request: { request, _ in
        guard request.call == .clock, request.method == "POST" else { return }
        let text = String(decoding: request.content, as: UTF8.self)
        request.body = .bytes(Array(text.replacing("m\"", with: "h\"").utf8))
      }),
    Mutant(.mockClock, "one-pace", "All tokens have the pace that one was given.") {
      answer, request, past in
      let given = past.last { $0.request.call == .clock && $0.request.json?.member("pace") != nil }
      if request.call == .clock, let pace = given?.answer["pace"] { answer["pace"] = pace }
    },

    Mutant(.mockReceipts, "never-counts", "Faults are not counted.", to: .receipts) {
      $0["faults.0.count"] = 0
    },
    Mutant(.mockReceipts, "always-reached", "All has happened before it has.", to: .receipts) {
      answer in
      if answer["reached"] != nil { answer["reached"] = .bool(true) }
    },
    Mutant(.mockReceipts, "no-jobs", "It knows no jobs.", to: .receipts) { answer in
      if answer["jobs"] != nil { answer["jobs"] = [] }
    },

    Mutant(.tokenTenant, "letters-only", "A token may have no brackets.") { answer, request, _ in
      if request[field: "Authorization"]?.contains("<") ?? false { answer.refuse(401, 400_004) }
    },
    Mutant(.tokenTenant, "one-user", "Who comes second to a story is not let in.") {
      answer, request, past in
      guard let own = request[field: "Authorization"] else { return }
      let story = own.prefix { $0 != "~" }
      let first = past.lazy.compactMap { $0.request[field: "Authorization"] }
        .first { $0.prefix { $0 != "~" } == story }
      if let first, first != own { answer.refuse(401, 400_004) }
    },
  ]
}

extension JSONValue {
  /// A member of an object.
  fileprivate func member(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == Array(key.utf8) }?.value
  }
}

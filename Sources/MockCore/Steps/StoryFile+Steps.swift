extension StoryFile {
  private static let actions = [
    "submit", "status", "result", "cancel", "download", "poll", "request", "advance",
  ]
  private static let stepKeys = actions + ["assume", "expect", "save"]

  /// The steps of a contract story; the names that they save and use are checked as they come.
  mutating func steps(_ index: Int) -> [Step] {
    var known = KnownNames()
    let steps = elements(of: index, "steps", atLeast: 1).compactMap { step($0, &known) }
    if reader.kind(index) == .array, !steps.isEmpty, steps.allSatisfy({ $0.expected == nil }) {
      reader.report(index, "no step expects anything, so nothing could break the promise")
    }
    return steps
  }

  private mutating func step(_ index: Int, _ known: inout KnownNames) -> Step? {
    let members = reader.members(of: index, among: Self.stepKeys)
    let actions = members.filter { Self.actions.contains($0.name) }
    guard actions.count == 1, let member = actions.first else {
      if reader.kind(index) == .object,
        members.count == reader.document.keys(of: index).count(where: { _ in true })
      {
        reader.report(index, "expected one of \(Self.actions.joined(separator: ", "))")
      }
      return nil
    }
    let place = reader.document.position(index)
    let action = self.action(member, known)
    if case .submit(let submit)? = action { known.add(job: submit.job) }
    var assumed: AnswerExpectation?
    var expected: AnswerExpectation?
    var saved: [SavedValue] = []
    for member in members {
      switch member.name {
      case "assume": assumed = expectation(member.value, of: action, known)
      case "expect": expected = expectation(member.value, of: action, known)
      case "save": saved = self.saved(member.value, &known)
      default: break
      }
    }
    if case .advance? = action, let first = members.first(where: { $0.key != member.key }) {
      reader.report(first.key, "nothing is answered here")
    }
    return action.map {
      Step(action: $0, assumed: assumed, expected: expected, saved: saved, place: place)
    }
  }

  private mutating func action(
    _ member: JSONReader.Member, _ known: KnownNames
  ) -> Step.Action? {
    switch member.name {
    case "submit": return submit(member.value, known).map { .submit($0) }
    case "status": return call(member.value, known).map { .status($0) }
    case "result": return call(member.value, known).map { .result($0) }
    case "cancel": return call(member.value, known, "POST").map { .cancel($0) }
    case "download": return call(member.value, known).map { .download($0) }
    case "poll": return poll(member.value, known).map { .poll($0) }
    case "request": return request(member.value, known).map { .request($0) }
    default: return reader.span(member.value).map { .advance(by: $0) }
    }
  }

  // MARK: Values that are kept

  private mutating func saved(_ index: Int, _ known: inout KnownNames) -> [SavedValue] {
    reader.members(of: index).compactMap { member in
      let isName = member.name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
      if !isName || member.name.isEmpty {
        reader.report(member.key, "a name has lower-case letters, digits and hyphens")
      } else if known.has(member.name) {
        reader.report(member.key, "this name stands for something already")
      }
      known.add(name: member.name)
      guard let text = reader.string(member.value) else { return nil }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      switch parts.first {
      case "header"? where parts.count == 2 && !parts[1].isEmpty:
        return SavedValue(name: member.name, source: .field(parts[1].lowercased()))
      case "body"? where parts.allSatisfy { !$0.isEmpty }:
        return SavedValue(name: member.name, source: .body(Array(parts.dropFirst())))
      default:
        reader.report(
          member.value, "expected a part of the answer: header.etag, body or body.models.0.model_id"
        )
        return nil
      }
    }
  }
}

/// What `${…}` can stand for at a step.
struct KnownNames {
  private var jobs: [String] = []
  private var names = ["origin", "host"] + Submissions.names.map { "\($0).model" }

  /// Those of a job.
  private static let parts = [
    "request_id", "status_url", "result_url", "cancel_url", "output", "model",
  ]

  mutating func add(job: String) {
    guard !jobs.contains(job) else { return }
    jobs.append(job)
    names += Self.parts.map { "\(job).\($0)" }
  }

  mutating func add(name: String) {
    names.append(name)
  }

  func has(_ name: String) -> Bool { names.contains(name) }
  func has(job: String) -> Bool { jobs.contains(job) }
  var all: [String] { names }
  var allJobs: [String] { jobs }
}

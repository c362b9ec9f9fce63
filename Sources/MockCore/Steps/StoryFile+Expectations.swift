extension StoryFile {
  private static let pollKeys = ["seen", "never", "each"]
  private static let answerKeys =
    ["http", "headers", "body", "text", "picture", "size", "refusal", "took", "sides"] + pollKeys

  /// What an expectation is for.
  enum Purpose {
    case assumption, promise
    /// One of `sides`.
    case side
  }

  /// `assume` or `expect` of a step.
  mutating func expectation(
    _ index: Int, of action: Step.Action, _ purpose: Purpose
  ) -> AnswerExpectation {
    var expectation = AnswerExpectation()
    let members = reader.members(of: index, among: Self.answerKeys)
    reportEmpty(index)
    for member in members {
      if let problem = Self.problem(of: member.name, action, purpose) {
        reader.report(member.key, problem)
      } else {
        read(member, into: &expectation, of: action)
      }
    }
    checkTogether(members)
    if case .poll(let poll) = action { check(expectation, of: poll, members) }
    return expectation
  }

  /// Why a key cannot stand here.
  private static func problem(
    of key: String, _ action: Step.Action, _ purpose: Purpose
  ) -> String? {
    var isPoll = false
    var isFree = false
    switch action {
    case .poll: isPoll = true
    case .request, .download: isFree = true
    case .submit, .status, .result, .cancel, .advance: break
    }
    if key == "sides", purpose == .side { return "a side has no sides of its own" }
    if pollKeys.contains(key), !isPoll { return "only a poll has this" }
    if pollKeys.contains(key), purpose == .assumption { return "only expect has this" }
    if pollKeys.contains(key), purpose == .side {
      return "a side is about the last answer; \(key) stands beside sides"
    }
    if key == "refusal", isPoll {
      return "a poll that is refused says no word; use status or result"
    }
    if key == "picture", !isFree { return "only a download and a request have this" }
    if ["body", "picture", "refusal"].contains(key), action.method == "HEAD" {
      return "the answer to a HEAD has no body"
    }
    return nil
  }

  /// Reports keys that contradict each other.
  private mutating func checkTogether(_ members: [JSONReader.Member]) {
    func member(_ name: String) -> JSONReader.Member? { members.first { $0.name == name } }
    if let http = member("http"), member("refusal") != nil {
      reader.report(http.key, "refusal says the HTTP status already, as the contract has it")
    }
    let kinds = ["body", "text", "picture"].compactMap(member)
    for kind in kinds.dropFirst() {
      reader.report(kind.key, "there is \(kinds[0].name) already; keep one of them")
    }
    if let picture = member("picture"), member("refusal") != nil {
      reader.report(picture.key, "a refusal is no picture")
    }
  }

  private mutating func read(
    _ member: JSONReader.Member, into expectation: inout AnswerExpectation, of action: Step.Action
  ) {
    let index = member.value
    switch member.name {
    case "http": expectation.statuses = statuses(index)
    case "headers": expectation.fields = fields(index)
    case "body": expectation.body = matcher(index)
    case "text": expectation.text = textMatcher(index)
    case "picture":
      expectation.isPicture = reader.bool(index) ?? false
      if reader.kind(index) == .false { reader.report(index, "leave it out, or write true") }
    case "size": expectation.size = count(index)
    case "refusal": expectation.refusal = refusalPromise(index)
    case "took": expectation.duration = duration(index)
    case "sides": expectation.sides = sides(index, of: action)
    case "seen": expectation.seen = stateWords(index, among: Poll.words).map(\.word)
    case "never": expectation.never = words(index)
    default: expectation.each = matcher(index)
    }
  }

  /// What HTTP's status can be: `200`, `[202, 409]`, `500-504`.
  private mutating func statuses(_ index: Int) -> [ClosedRange<Int>]? {
    let places =
      reader.kind(index) == .array ? elements(of: index, "statuses", atLeast: 1) : [index]
    let ranges = places.compactMap { place -> ClosedRange<Int>? in
      if reader.kind(place) == .number {
        return reader.integer(place, in: 100...599).map { $0...$0 }
      }
      let text = reader.kind(place) == .string ? reader.document.string(place) : ""
      let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        .compactMap { $0.utf8.count == 3 ? Int($0) : nil }
      guard ends.count == 2, (100...599).contains(ends[0]), (ends[0]...599).contains(ends[1]) else {
        reader.report(
          place, "expected an HTTP status such as 200, a range such as 500-504, or a list")
        return nil
      }
      return ends[0]...ends[1]
    }
    return ranges.isEmpty ? nil : ranges
  }

  private mutating func fields(_ index: Int) -> [(name: String, matcher: Matcher)] {
    let members = reader.members(of: index)
    reportEmpty(index)
    var names: Set<String> = []
    return members.compactMap { member in
      let name = member.name.lowercased()
      if !name.isToken {
        reader.report(member.key, "this is no name of a header")
      } else if !names.insert(name).inserted {
        reader.report(member.key, "the header stands twice")
      }
      // A field's value is a text, also where it looks like a number.
      if reader.kind(member.value) == .number {
        let text = reader.document.number(member.value).description
        return (name, .equals(.string(Array(text.utf8))))
      }
      return textMatcher(member.value, canBeAbsent: true).map { (name, $0) }
    }
  }

  private mutating func refusalPromise(_ index: Int) -> Promise? {
    let names = Promise.allCases.filter { !$0.refusals.isEmpty }.map(\.rawValue)
    return reader.string(index, among: names, "refusal").flatMap { Promise(rawValue: $0) }
  }
}

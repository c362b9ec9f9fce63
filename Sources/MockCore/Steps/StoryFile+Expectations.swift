extension StoryFile {
  private static let answerKeys = [
    "http", "headers", "body", "text", "picture", "size", "refusal", "took", "sides",
  ]
  private static let pollKeys = ["seen", "never", "each"]

  /// `assume` or `expect` of a step.
  mutating func expectation(
    _ index: Int, of action: Step.Action?, _ known: KnownNames
  ) -> AnswerExpectation? {
    var isPoll = false
    if case .poll? = action { isPoll = true }
    var expectation = AnswerExpectation()
    let members = reader.members(
      of: index, among: Self.answerKeys + (isPoll ? Self.pollKeys : []))
    if members.isEmpty, reader.kind(index) == .object {
      reader.report(index, "expected at least one key")
    }
    for member in members { read(member, into: &expectation, of: action, known) }
    func member(_ name: String) -> JSONReader.Member? { members.first { $0.name == name } }
    if let refusal = member("refusal"), let http = member("http") {
      reader.report(
        http.key, "refusal says the HTTP status: \(refusal.name) has it from the contract")
    }
    if let body = member("body"), let text = member("text") {
      reader.report(text.key, "there is \(body.name) already; keep one of body and text")
    }
    return expectation
  }

  private mutating func read(
    _ member: JSONReader.Member, into expectation: inout AnswerExpectation,
    of action: Step.Action?, _ known: KnownNames
  ) {
    let index = member.value
    switch member.name {
    case "http": expectation.statuses = statuses(index)
    case "headers": expectation.fields = fields(index, known)
    case "body": expectation.body = matcher(index, known)
    case "text": expectation.text = matcher(index, known)
    case "picture":
      expectation.isPicture = reader.bool(index) ?? false
      if reader.kind(index) == .false { reader.report(index, "leave it out, or write true") }
    case "size": expectation.size = count(index)
    case "refusal": expectation.refusal = refusalPromise(index)
    case "took": expectation.duration = reader.span(index)
    case "sides": expectation.sides = sides(index, of: action, known)
    case "seen": expectation.seen = words(index)
    case "never": expectation.never = words(index)
    default: expectation.each = matcher(index, known)
    }
  }

  /// `200`, `[202, 409]`, `500-504`
  private mutating func statuses(_ index: Int) -> [ClosedRange<Int>]? {
    let places =
      reader.kind(index) == .array ? elements(of: index, "statuses", atLeast: 1) : [index]
    let ranges = places.compactMap { place -> ClosedRange<Int>? in
      if reader.kind(place) == .number {
        return reader.integer(place, in: 100...599).map { $0...$0 }
      }
      let text = reader.kind(place) == .string ? reader.document.string(place) : ""
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
      guard ends.count == 2, (100...599).contains(ends[0]), (ends[0]...599).contains(ends[1]) else {
        reader.report(
          place, "expected an HTTP status such as 200, a range such as 500-504, or a list")
        return nil
      }
      return ends[0]...ends[1]
    }
    return ranges.isEmpty ? nil : ranges
  }

  private mutating func fields(
    _ index: Int, _ known: KnownNames
  ) -> [(name: String, matcher: Matcher)] {
    reader.members(of: index).compactMap { member in
      matcher(member.value, known).map { (member.name.lowercased(), $0) }
    }
  }

  private mutating func refusalPromise(_ index: Int) -> Promise? {
    let names = Promise.allCases.filter { !$0.refusals.isEmpty }.map(\.rawValue)
    return reader.string(index, among: names, "refusal").flatMap { Promise(rawValue: $0) }
  }

  /// Every side of the story's switch, each with what is expected there.
  private mutating func sides(
    _ index: Int, of action: Step.Action?, _ known: KnownNames
  ) -> [(side: String, expectation: AnswerExpectation)] {
    guard let names = sideNames else {
      reader.report(index, "the story's promise has no switch in the contract")
      return []
    }
    let members = reader.members(of: index, among: names)
    reader.reportMissing(names, in: index, ": the contract has that side")
    return members.compactMap { member in
      expectation(member.value, of: action, known).map { (member.name, $0) }
    }
  }

  /// `3`, or `{ at-least: 1, at-most: 5 }`
  mutating func count(_ index: Int) -> ClosedRange<Int>? {
    let limit = 0...Int(Int32.max)
    guard reader.kind(index) == .object else {
      return reader.integer(index, in: limit).map { $0...$0 }
    }
    var low: Int? = 0
    var high: Int? = .max
    let members = reader.members(of: index, among: ["at-least", "at-most"])
    for member in members {
      let value = reader.integer(member.value, in: limit)
      if member.name == "at-least" { low = value } else { high = value }
    }
    guard let low, let high else { return nil }
    guard low <= high, !members.isEmpty else {
      reader.report(index, "expected at-least, at-most or both, the first not above the second")
      return nil
    }
    return low...high
  }
}

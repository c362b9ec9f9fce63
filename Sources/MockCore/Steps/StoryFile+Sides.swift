extension StoryFile {
  /// Every side of the story's switch, each with what is expected there.
  mutating func sides(
    _ index: Int, of action: Step.Action
  ) -> [(side: String, expectation: AnswerExpectation)] {
    // What a promise that nobody knows has for sides, nobody knows either.
    guard let promise else { return [] }
    guard let names = ProfileSwitch.of(promise)?.words else {
      reader.report(
        index,
        promise.refusals.isEmpty
          ? "the contract knows one side only of \(promise.rawValue)"
          : "the sides of this promise are refusals; write refusal: \(promise.rawValue)")
      return []
    }
    let members = reader.members(of: index, among: names)
    reader.reportMissing(names, in: index, ": the contract has that side")
    return members.map { ($0.name, expectation($0.value, of: action, .side)) }
  }
}

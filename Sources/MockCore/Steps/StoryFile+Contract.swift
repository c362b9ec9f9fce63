extension StoryFile {
  /// The part of a contract story: `promise`, `steps` and perhaps `live`.
  mutating func contractPart(_ members: [JSONReader.Member]) -> StorySteps? {
    func member(_ name: String) -> JSONReader.Member? { members.first { $0.name == name } }
    guard let list = member("steps") else {
      for name in ["promise", "live"] {
        guard let member = member(name) else { continue }
        reader.report(member.key, "only a story with steps has this")
      }
      return nil
    }
    reader.reportMissing(["promise"], in: 0, ": a story with steps is about one")
    let promise = member("promise").flatMap { ownPromise($0.value) }
    sideNames = promise.flatMap { ProfileSwitch.of($0) }?.words
    let steps = self.steps(list.value)
    let live = member("live").flatMap { liveTerms($0.value, of: steps) }
    return promise.map { StorySteps(promise: $0, live: live, steps: steps) }
  }

  private mutating func ownPromise(_ index: Int) -> Promise? {
    guard let id = reader.string(index) else { return nil }
    let found = Promise(rawValue: id)
    if found == nil {
      reader.report(
        index,
        "there is no promise '\(id)'"
          + NearestName.suggestion(for: id, among: Promise.allCases.map(\.rawValue)))
    }
    return found
  }

  /// `{ jobs: 1 }`, which has to be what the steps come to.
  private mutating func liveTerms(_ index: Int, of steps: [Step]) -> LiveTerms? {
    var jobs: Int?
    for member in reader.members(of: index, among: ["jobs"]) {
      jobs = reader.integer(member.value, in: 0...100)
    }
    reader.reportMissing(["jobs"], in: index, ": what the story costs is said")
    guard let jobs else { return nil }
    let count = LiveTerms.jobs(of: steps)
    if jobs != count, !reader.problems.hasErrors {
      reader.report(index, "the steps can start \(count) job\(count == 1 ? "" : "s")")
    }
    for step in steps {
      if case .advance = step.action, !reader.problems.hasErrors {
        reader.report(index, "the clock of the real API cannot be moved")
      }
    }
    return LiveTerms(jobs: jobs, tier: LiveTerms.tier(of: steps))
  }
}

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
    promise = member("promise").flatMap { promise(of: $0.value) }
    isLive = member("live") != nil
    let steps = self.steps(list.value)
    let live = member("live").flatMap { liveTerms($0, of: steps) }
    return promise.map { StorySteps(promise: $0, live: live, steps: steps) }
  }

  private mutating func promise(of index: Int) -> Promise? {
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

  // MARK: On the real API

  /// `{ jobs: 1 }`, which has to be what the steps come to.
  private mutating func liveTerms(_ live: JSONReader.Member, of steps: [Step]) -> LiveTerms? {
    if promise?.terms.provenance == .ours {
      reader.report(live.key, "the promise is about the mock itself; the real API does not make it")
    }
    reader.reportMissing(["jobs"], in: live.value, ": what the story costs is said")
    guard let member = reader.members(of: live.value, among: ["jobs"]).first,
      let jobs = reader.integer(member.value, in: 0...100)
    else { return nil }
    let count = LiveTerms.jobs(of: steps)
    // Of steps that cannot be read nobody knows what they come to.
    if jobs != count, !reader.problems.hasErrors {
      reader.report(member.value, "the steps can start \(count) job\(count == 1 ? "" : "s")")
    }
    return LiveTerms(jobs: jobs, tier: LiveTerms.tier(of: steps))
  }

  /// What a step cannot do on the real API, or must not: jobs are paid for, and models are a setting of the
  /// run.
  mutating func checkLive(_ step: Step, _ action: JSONReader.Member) {
    switch step.action {
    case .advance: reader.report(action.key, "the clock of the real API cannot be moved")
    case .submit(let submit):
      guard let model = submit.model, !model.contains("${"), !step.isRefused else { return }
      reader.report(
        reader.document.member("model", of: action.value) ?? action.value,
        "a live story leaves the model to the submissions, unless the submit is to be refused")
    case .request(let plan):
      if plan.path.contains("/_mock/") {
        reader.report(action.value, "the real API has no /_mock")
      }
    case .status, .result, .cancel, .download, .poll: break
    }
  }
}

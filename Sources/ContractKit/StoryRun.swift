internal import HTTPClient
internal import MockCore

/// One run of a story: what it knows, what it has started, and what it has sent and received.
struct StoryRun {
  let story: ContractStory
  let server: ContractServer
  let nature: ContractServer.Nature
  let submissions: Submissions
  let redaction: Redaction
  let pacing: Pacing
  let own: String?
  let other: String?
  let start = ContinuousClock.now
  var bindings = Bindings()
  var jobs: [StoryJob] = []
  var steps: [StepReport] = []
  var notes: [String] = []
  var sides: [String] = []

  /// Why a story stops before its end.
  enum Stop: Error {
    case broken([Finding])
    case inconclusive(String)
    case notReached(String)
  }

  /// Runs a story from the question whether it can be run to the clean-up.
  static func report(of story: ContractStory, on server: ContractServer) async -> StoryReport {
    let start = ContinuousClock.now
    func report(_ verdict: Verdict) -> StoryReport {
      StoryReport(
        story: story, verdict: verdict, sides: [], steps: [], notes: [],
        duration: .now - start)
    }
    let nature: ContractServer.Nature
    let submissions: Submissions
    do {
      nature = try await server.probed()
      submissions = try server.submissions.get()
    } catch {
      return report(
        Task.isCancelled ? .notReached("the run was interrupted") : .inconclusive("\(error)"))
    }
    let left = server.options.maxJobs
    if let reason = story.reasonToSkip(on: server, nature, jobsLeft: left) {
      return report(.skipped(reason))
    }
    var run = StoryRun(story, on: server, nature, submissions)
    return await run.report()
  }

  private init(
    _ story: ContractStory, on server: ContractServer, _ nature: ContractServer.Nature,
    _ submissions: Submissions
  ) {
    self.story = story
    self.server = server
    self.nature = nature
    self.submissions = submissions
    if case .mock = nature {
      // A token that names its story has the script played to it; a mock that knows its tokens looks for what is
      // between the first `~` and the second. The rest makes it a world in which nobody has been.
      let name = story.name.replacing("/", with: ".")
      let world = String(UInt64.random(in: .min ... .max), radix: 16)
      own = "\(name)~\(server.token ?? "check")~\(world)"
      other = own.map { $0 + "-other" }
      pacing = Pacing(story.story.script.clock)
    } else {
      own = server.token
      other = server.options.otherToken
      pacing = .real
    }
    redaction = Redaction([own, other, server.token, server.options.otherToken].compactMap { $0 })
    bindings["origin"] = .string(Array(server.origin.utf8))
    bindings["host"] = .string(Array(server.host.utf8))
    for name in Submissions.names {
      bindings["\(name).model"] = .string(Array(submissions[name].model.utf8))
    }
  }

  private mutating func report() async -> StoryReport {
    var verdict = Verdict.kept
    do throws(Stop) {
      for (index, step) in story.contract.steps.enumerated() {
        if Task.isCancelled { throw .notReached("the run was interrupted") }
        steps.append(
          StepReport(number: index + 1, title: step.title, line: step.place.line))
        try await perform(step)
      }
    } catch {
      switch error {
      case .broken(let found):
        let findings = found.map(redaction.line)
        verdict = .broken(findings)
        steps[steps.count - 1].problems = findings.map {
          "\($0.place): expected \($0.expected), found \($0.found)"
        }
      case .inconclusive(let text):
        let reason = redaction.line(text)
        verdict = .inconclusive("step \(steps.count), \(steps.last?.title ?? ""): \(reason)")
        steps[steps.count - 1].problems = [reason]
      case .notReached(let reason): verdict = .notReached(reason)
      }
    }
    await cleanUp()
    return StoryReport(
      story: story, verdict: verdict, sides: sides, steps: steps,
      notes: notes.map(redaction.line), duration: .now - start)
  }
}

internal import Glibc

/// A number of stories that are run together against one server.
public struct ContractSuite: Sendable {
  /// The stories.
  public let stories: [ContractStory]
  /// The server under test.
  public let server: ContractServer
  /// How many stories run at the same time; on a server that is no runcomfy-mock it is always one.
  public var parallel = 8
  /// What is known to fail.
  public var knownFailures = KnownFailures()
  /// What fails now and then, as a story does that needs a queue where there is none; it may be kept as well.
  public var knownFlaky = KnownFailures()

  /// - Parameters:
  ///   - stories: those to run.
  ///   - server: the server under test.
  public init(_ stories: [ContractStory], on server: ContractServer) {
    self.stories = stories.sorted { $0.name < $1.name }
    self.server = server
  }

  /// Runs the stories, against the real API the cheapest first.
  ///
  /// When the task is cancelled, no further step is begun, jobs that were started are cancelled, and the report
  /// says what was not reached.
  ///
  /// - Parameter onReport: is called with each story's report as it ends, one call at a time.
  /// - Returns: the report.
  /// - Throws: ``ContractKitError`` when the server cannot be reached at all.
  public func run(
    onReport: @Sendable (StoryReport) -> Void = { _ in }
  ) async throws(ContractKitError) -> SuiteReport {
    let start = ContinuousClock.now
    let started = Int64(time(nil))
    let nature = try await server.probed()
    let reports = await run(nature, onReport)
    let failing = reports.filter { report in
      report.verdict.isFailure
        && (knownFailures.has(report.story.name) || knownFlaky.has(report.story.name))
    }
    return SuiteReport(
      origin: server.origin, product: nature.product, stories: reports,
      known: Set(failing.map(\.story.name)), stale: knownFailures.stale(reports), started: started,
      duration: .now - start, isInterrupted: Task.isCancelled)
  }

  private func run(
    _ nature: ContractServer.Nature, _ onReport: @Sendable (StoryReport) -> Void
  ) async -> [StoryReport] {
    var reports: [StoryReport] = []
    func end(_ report: StoryReport) {
      onReport(report)
      reports.append(report)
    }
    let plan = LivePlan(stories, on: server, nature)
    for (story, reason) in plan.skipped { end(.skipped(story, reason)) }
    var waiting = plan.stories[...]
    await withTaskGroup(of: StoryReport.self) { group in
      func startNext() {
        guard let story = waiting.popFirst() else { return }
        group.addTask { [server] in await story.report(on: server) }
      }
      for _ in 0..<(nature == .real ? 1 : max(1, parallel)) { startNext() }
      for await report in group {
        end(report)
        startNext()
      }
    }
    return reports.sorted { $0.story.name < $1.story.name }
  }
}

extension ContractServer.Nature {
  /// What the server said it is.
  var product: String? {
    switch self {
    case .mock(let version): "runcomfy-mock \(version)"
    case .real: nil
    }
  }
}

extension StoryReport {
  /// Of a story that was not run.
  static func skipped(_ story: ContractStory, _ reason: String) -> StoryReport {
    StoryReport(
      story: story, verdict: .skipped(reason), sides: [], steps: [], notes: [], duration: .zero)
  }
}

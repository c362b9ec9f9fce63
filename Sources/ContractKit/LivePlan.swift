package import MockCore

/// Which stories are sent to a server, in which order, and what they cost there.
package struct LivePlan: Sendable {
  /// Those that are run; on a server that charges, the cheapest first.
  package private(set) var stories: [ContractStory] = []
  /// Those that are not, each with the reason.
  package private(set) var skipped: [(story: ContractStory, reason: String)] = []
  /// How many jobs they start at most on a server that charges.
  package private(set) var jobs = 0

  package init(
    _ stories: [ContractStory], on server: ContractServer, _ nature: ContractServer.Nature
  ) {
    let ordered =
      nature == .real
      ? LiveTerms.Tier.allCases.flatMap { tier in
        stories.filter { ($0.contract.live?.tier ?? .free) == tier }
      } : stories
    for story in ordered {
      let cost = nature == .real ? story.contract.live?.jobs ?? 0 : 0
      if let reason = story.reasonToSkip(
        on: server, nature, jobsLeft: server.options.maxJobs - jobs)
      {
        skipped.append((story, reason))
      } else {
        self.stories.append(story)
        jobs += cost
      }
    }
  }

  /// Something is submitted, if only what ought to be refused.
  package var startsJobs: Bool { stories.contains { !$0.contract.submissions.isEmpty } }

  /// The models that jobs are asked of.
  package func models(_ submissions: Submissions) -> [String] {
    Set(stories.flatMap(\.contract.submissions).map { submissions[$0].model }).sorted()
  }
}

extension ContractStory {
  /// Why the story is not for that server; nil when it is.
  ///
  /// - Parameters:
  ///   - server: the server.
  ///   - nature: what it is.
  ///   - jobsLeft: how many jobs may still be started.
  /// - Returns: the reason, for a report.
  func reasonToSkip(
    on server: ContractServer, _ nature: ContractServer.Nature, jobsLeft: Int
  ) -> String? {
    guard case .real = nature else {
      return contract.promise == .tokenTenant && server.token != nil
        ? "a mock that is given a token knows those that it takes" : nil
    }
    guard let live = contract.live else {
      return contract.promise.terms.provenance == .ours
        ? "it is about the mock itself"
        : "it needs a script, which only a mock plays"
    }
    if server.token == nil { return "it needs a token" }
    if contract.needsOtherToken, server.options.otherToken == nil {
      return "it needs the token of somebody else"
    }
    // A server that takes what it ought to refuse has started a job as well.
    let needed = contract.submissions.isEmpty ? 0 : max(1, live.jobs)
    guard needed > jobsLeft else { return nil }
    let allowed = server.options.maxJobs
    return live.jobs == 0
      ? "it sends a submit, which a server might take, and no job is allowed"
      : "it starts \(live.jobs == 1 ? "a job" : "\(live.jobs) jobs"), and of \(allowed) allowed \(jobsLeft) are left"
  }
}

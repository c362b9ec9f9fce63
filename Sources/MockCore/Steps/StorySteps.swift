/// What makes a story a contract story: it drives a server and says whether a promise is kept.
package struct StorySteps: Sendable {
  /// The promise that the story is about, the only one that it can find broken.
  package let promise: Promise
  /// Whether, and at what price, the story may run against the real API.
  package let live: LiveTerms?
  package let steps: [Step]

  /// A second token is needed.
  package var needsOtherToken: Bool {
    steps.contains { step in
      guard case .other? = step.parts?.authorization else { return false }
      return true
    }
  }

  /// What is submitted, by name, each once.
  package var submissions: [String] {
    var names: [String] = []
    for step in steps {
      guard case .submit(let submit) = step.action, !names.contains(submit.submission) else {
        continue
      }
      names.append(submit.submission)
    }
    return names
  }
}

/// What a story costs on the real API.
package struct LiveTerms: Sendable, Hashable {
  /// How much is at stake, the least first.
  package enum Tier: Sendable, CaseIterable {
    /// No job is started.
    case free
    /// No job is waited for; each is cancelled at once.
    case cancelled
    /// Jobs run to their end, and are charged.
    case charged
  }

  /// How many jobs the story starts at most.
  package let jobs: Int
  package let tier: Tier
}

extension LiveTerms {
  /// How many jobs a server that keeps the contract may start for these steps.
  static func jobs(of steps: [Step]) -> Int {
    steps.count { step in
      guard case .submit = step.action else { return false }
      return !step.isRefused
    }
  }

  /// Clean-up cancels what a story leaves; so nothing is charged where no step waits for a job.
  static func tier(of steps: [Step]) -> Tier {
    guard jobs(of: steps) > 0 else { return .free }
    var live: Set<String> = []
    for step in steps {
      switch step.action {
      case .submit(let submit): if !step.isRefused { live.insert(submit.job) }
      case .cancel(let call): if !step.isRefused { live.remove(call.job) }
      case .poll, .download, .advance: if !live.isEmpty { return .charged }
      case .status, .result, .request: break
      }
    }
    return .cancelled
  }
}

extension Step {
  /// The story counts on the server not to do what the step asks for.
  var isRefused: Bool {
    [assumed, expected].contains { $0?.isRefusal ?? false }
  }

  /// What its request carries; nil for a step that has none of its own.
  package var parts: RequestParts? {
    switch action {
    case .submit(let submit): submit.parts
    case .status(let call), .result(let call), .cancel(let call), .download(let call): call.parts
    case .poll(let poll): poll.call.parts
    case .request(let plan): plan.parts
    case .advance: nil
    }
  }
}

extension Step.Action {
  /// The method of its request.
  var method: String {
    switch self {
    case .submit, .advance: "POST"
    case .status(let call), .result(let call), .cancel(let call), .download(let call): call.method
    case .poll(let poll): poll.call.method
    case .request(let plan): plan.method
    }
  }
}

internal import MockCore

// What an answer says about the story's promise.

extension StoryRun {
  /// Holds an answer against what the step assumes and expects, and keeps what it saves.
  mutating func judge(_ answer: Answer, _ step: Step) throws(Stop) {
    try checkInterference(answer, step)
    let names = [step.assumed, step.expected].contains { $0?.namesStatus ?? false }
    if !names, !step.action.successes.contains(answer.status) {
      throw .inconclusive("HTTP \(answer.status)\(answer.errorMessage)")
    }
    if let assumed = step.assumed?.judged(answer, bindings).mismatches.first {
      throw .inconclusive("\(assumed)")
    }
    if case .submit = step.action, step.expected == nil, answer.requestID == nil {
      throw .inconclusive("the answer has no request_id that an address could hold")
    }
    if let expected = step.expected {
      let judgement = expected.judged(answer, bindings)
      sides += judgement.sides.filter { !sides.contains($0) }
      if !judgement.mismatches.isEmpty {
        try checkRefusal(answer, step)
        throw .broken(judgement.mismatches.map(finding))
      }
    }
    for saved in step.saved { try save(saved, answer) }
  }

  /// A refusal that says nothing about the promise: the token, the balance, a rate limit, a gateway.
  private func checkInterference(_ answer: Answer, _ step: Step) throws(Stop) {
    let owners = answer.owners
    guard let owner = owners.first, !owners.contains(story.contract.promise),
      ![step.assumed, step.expected].contains(where: { $0?.names(answer.status) ?? false })
    else { return }
    throw interference(answer, owner)
  }

  /// A refusal whose code says that it is about the token, the balance or the model of the submission, where another
  /// one with the same HTTP status may have been expected: the documents have 400 for several of them.
  private func checkRefusal(_ answer: Answer, _ step: Step) throws(Stop) {
    var promises: [Promise] = [.errorToken, .errorBalance]
    if case .submit(let submit) = step.action, submit.model == nil { promises.append(.errorModel) }
    guard let owner = promises.first(where: answer.isRefusal),
      !answer.owners.contains(story.contract.promise), story.contract.promise != owner
    else { return }
    throw interference(answer, owner)
  }

  private func interference(_ answer: Answer, _ owner: Promise) -> Stop {
    let hint =
      owner == .errorStory
      ? " (it is older than this program, or was started without the same --scenarios)" : ""
    return .inconclusive(
      "HTTP \(answer.status), which is \(owner.rawValue)'s matter\(answer.errorMessage)\(hint)")
  }

  private mutating func save(_ saved: SavedValue, _ answer: Answer) throws(Stop) {
    switch saved.source {
    case .field(let name): bindings[saved.name] = answer.field(name).map { .string(Array($0.utf8)) }
    case .body(let path):
      if case .success(let value) = answer.json { bindings[saved.name] = value.value(at: path) }
    }
    if bindings[saved.name] == nil {
      throw .inconclusive("the answer has nothing that ${\(saved.name)} could be")
    }
  }
}

extension Step.Action {
  /// The HTTP statuses without which a step has not done what it is there for.
  fileprivate var successes: [Int] {
    switch self {
    case .submit, .status, .result, .poll: [200]
    case .cancel: [200, 202, 409]
    case .download: [200, 206]
    case .request, .advance: Array(200...299)
    }
  }
}

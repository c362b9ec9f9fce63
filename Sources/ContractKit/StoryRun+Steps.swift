internal import Glibc
internal import HTTPClient
internal import MockCore

// What a step does with its answer.

extension StoryRun {
  mutating func perform(_ step: Step) async throws(Stop) {
    let answer: Answer
    switch step.action {
    case .submit(let submit): answer = try await perform(submit, step)
    case .poll(let poll): return try await perform(poll, step)
    case .advance(let span): return try await advance(by: span)
    case .status(let call): answer = try await self.answer(to: request(call, "status"), step)
    case .result(let call): answer = try await self.answer(to: request(call, "result"), step)
    case .cancel(let call): answer = try await self.answer(to: request(call, "cancel"), step)
    case .download(let call): answer = try await self.answer(to: download(call), step)
    case .request(let plan):
      answer = try await self.answer(to: request(plan.method, plan.path, plan.parts), step)
    }
    note(answer, of: step)
    try judge(answer, step)
  }

  /// Sends a request, again where the server puts it off, and takes what cannot be judged for what it is.
  mutating func answer(to request: ClientRequest, _ step: Step) async throws(Stop) -> Answer {
    var repeats = 0
    while true {
      let exchange = await server.client.exchange(request)
      record(request, exchange)
      let answer = try self.answer(exchange, step)
      guard let pause = pause(before: request.method, answer, repeats, step) else { return answer }
      repeats += 1
      try await wait(pause)
    }
  }

  /// How long to wait before the same call once more; nil when the answer counts.
  func pause(
    before method: String, _ answer: Answer, _ repeats: Int, _ step: Step
  ) -> Duration? {
    let named = [step.assumed, step.expected].contains { $0?.names(answer.status) ?? false }
    guard pacing == .real, nature == .real, repeats < Pacing.mostRepeats, !named else { return nil }
    // A gateway's error says nothing about whether the work was taken; only a read is safe to repeat.
    let isRepeatable =
      answer.status == 429 || (method == "GET" && [502, 503, 504].contains(answer.status))
    guard isRepeatable else { return nil }
    return pacing.pause(beforeRepeat: repeats, answer, now: Int64(time(nil)))
  }

  func wait(_ pause: Duration) async throws(Stop) {
    guard pause > .zero else { return }
    do {
      try await server.options.sleep(pause)
    } catch {
      throw .notReached("the run was interrupted")
    }
  }

  /// The answer of an exchange that has one.
  func answer(_ exchange: ClientExchange, _ step: Step) throws(Stop) -> Answer {
    if let failure = exchange.failure {
      if failure == .cancelled { throw .notReached("the run was interrupted") }
      guard step.expected != nil, !failure.isOfTheConnection else {
        throw .inconclusive(failure.description)
      }
      throw .broken([
        finding(Mismatch("answer", expected: "a whole answer", found: failure.description))
      ])
    }
    guard let response = exchange.response else { throw .inconclusive("there was no answer") }
    return Answer(response, duration: exchange.duration)
  }

  func finding(_ mismatch: Mismatch) -> Finding {
    Finding(
      step: steps.count, place: mismatch.place, expected: mismatch.expected, found: mismatch.found)
  }

  /// Keeps what the answer says of a job.
  private mutating func note(_ answer: Answer, of step: Step) {
    switch step.action {
    case .status(let call), .cancel(let call): note(answer, of: call)
    case .result(let call):
      note(answer, of: call)
      bindings.add(outputOf: call.job, answer)
    case .submit, .download, .poll, .request, .advance: break
    }
  }

  mutating func note(_ answer: Answer, of call: JobCall) {
    guard let index = jobs.lastIndex(where: { $0.name == call.job }) else { return }
    jobs[index].note(answer)
  }

  // MARK: Verdicts

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

extension Answer {
  /// The promises that a refusal belongs to which can meet any call; the first is the one to name.
  fileprivate var owners: [Promise] {
    // Of all refusals of a token, a mock says by which promise.
    if field("mock-promise")?.hasPrefix(Promise.errorStory.rawValue) ?? false {
      return [.errorStory]
    }
    if status == 401 || isRefusal(.errorToken) {
      // What is served without a token cannot blame one.
      return [.errorToken, .tokenTenant, .outputServed, .outputCORS, .mockHealth]
    }
    if status == 402 || isRefusal(.errorBalance) { return [.errorBalance, .accountBalance] }
    // A mock on another machine lets nobody move its clocks.
    if status == 403, member("error_code") == .number(JSONNumber(403_002)) { return [.mockControl] }
    return switch status {
    case 429: [.errorRateLimit]
    case 502, 503, 504: [.errorServerFault, .errorBusy]
    default: []
    }
  }

  /// It is that refusal, on any side of the promise's switch.
  fileprivate func isRefusal(_ promise: Promise) -> Bool {
    let code = member("error_code")
    return promise.refusals.contains {
      $0.status == status && code == .number(JSONNumber($0.code))
    }
  }

  /// What the server says about its refusal, for a message.
  var errorMessage: String {
    guard let message = member("error_message")?.string else { return "" }
    let scalars = message.unicodeScalars
    return ": " + String(String.UnicodeScalarView(scalars.prefix(200)))
      + (scalars.count > 200 ? "…" : "")
  }
}

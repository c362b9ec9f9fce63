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
}

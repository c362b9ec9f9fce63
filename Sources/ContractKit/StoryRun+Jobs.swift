internal import Glibc
internal import HTTPClient
internal import MockCore

// Submits, polls, and the clock of a mock.

extension StoryRun {
  /// Asks for a job, and knows it as soon as the server says that it is there.
  mutating func perform(_ submit: Submit, _ step: Step) async throws(Stop) -> Answer {
    let (request, model) = try self.request(submit)
    var repeats = 0
    while true {
      if nature == .real, !server.budget.take() {
        throw .notReached("the \(server.options.maxJobs) jobs that are allowed are used up")
      }
      let exchange = await uninterrupted(request)
      record(request, exchange)
      take(submit, request, model, exchange)
      let answer = try self.answer(exchange, step)
      guard let pause = pause(before: "POST", answer, repeats, step) else { return answer }
      repeats += 1
      try await wait(pause)
    }
  }

  /// Knows a job from now on, or that there may be one that nobody knows.
  private mutating func take(
    _ submit: Submit, _ request: ClientRequest, _ model: String, _ exchange: ClientExchange
  ) {
    let status = exchange.response?.status
    if let response = exchange.response, (200...299).contains(response.status) {
      let answer = Answer(response, duration: exchange.duration)
      if let id = answer.requestID {
        let authorization = request.fields.first { $0.name.lowercased() == "authorization" }?.value
        jobs.append(StoryJob(name: submit.job, id: id, authorization: authorization))
        bindings.add(submit.job, model: model, answer)
        return
      }
    }
    guard nature == .real else { return }
    // What was not sent starts nothing, nor does a refusal; a server's own error says nothing about it.
    if exchange.attempts == 0 || (300...499).contains(status ?? 0) {
      return server.budget.giveBack()
    }
    let reason =
      exchange.failure?.description
      ?? (status.map { $0 >= 500 } ?? false
        ? "HTTP \(status ?? 0)"
        : "the answer to the submit has no request_id that an address could hold")
    notes.append("a job may have been started that nobody can cancel: \(reason)")
  }

  /// Asks until the job says one of the words, or another end of it is seen.
  mutating func perform(_ poll: Poll, _ step: Step) async throws(Stop) {
    let begin = ContinuousClock.now
    let limit = Duration.nanoseconds(poll.limit.nanoseconds)
    var history = PollHistory()
    var number = 0
    while true {
      number += 1
      let answer = try await self.answer(to: request(poll.call, poll.endpoint.rawValue), step)
      note(answer, of: poll.call)
      if poll.endpoint == .result { bindings.add(outputOf: poll.call.job, answer) }
      guard answer.status == 200, let state = answer.state else {
        try judge(answer, step)
        throw .inconclusive("HTTP \(answer.status) says no state: \(answer.content)")
      }
      history.add(state)
      if let mismatch = step.expected.flatMap({
        history.mismatch($0, answer, bindings, isOver: false)
      }) {
        throw .broken([finding(mismatch)])
      }
      if poll.until.contains(state) { return try end(history, answer, step) }
      if !Poll.words.contains(state) {
        let word = Matcher.excerpt(answer.member("status"))
        throw .inconclusive(
          "the unknown state \(word); known are \(Poll.words.joined(separator: ", "))")
      }
      if Poll.ended.contains(state) { throw .inconclusive("the job ended before, as \(state)") }
      let elapsed = ContinuousClock.now - begin
      guard elapsed < limit, pacing != .moved || number < Pacing.mostPolls else {
        throw .inconclusive("still \(state) after \(number) polls in \(elapsed.milliseconds)")
      }
      let pause = pacing.pause(after: number, answer, now: Int64(time(nil)))
      guard pause <= Pacing.longestWait else {
        throw .inconclusive("still \(state), and not to be asked for \(pause.milliseconds)")
      }
      try await wait(pause)
    }
  }

  private mutating func end(
    _ history: PollHistory, _ answer: Answer, _ step: Step
  ) throws(Stop) {
    if let mismatch = step.expected.flatMap({ history.mismatch($0, answer, bindings, isOver: true) }
    ) {
      throw .broken([finding(mismatch)])
    }
    try judge(answer, step)
  }

  /// Moves the clock of the story's tenant.
  mutating func advance(by span: Span64) async throws(Stop) {
    var request = ClientRequest("POST", server.origin + "/_mock/v1/clock")
    if let own { request.fields.append(("Authorization", "Bearer \(own)")) }
    request.fields.append(("Content-Type", "application/json"))
    request.body = .bytes(Array(#"{"advance":"\#(span.story)"}"#.utf8))
    let exchange = await server.client.exchange(request)
    record(request, exchange)
    guard exchange.failure == nil, let response = exchange.response else {
      if exchange.failure == .cancelled { throw .notReached("the run was interrupted") }
      throw .inconclusive(exchange.failure?.description ?? "there was no answer")
    }
    guard response.status == 200 else {
      let answer = Answer(response, duration: exchange.duration)
      throw .inconclusive("the clock cannot be moved: HTTP \(answer.status)\(answer.errorMessage)")
    }
  }
}

/// The words that a poll has heard, each once in a row.
struct PollHistory {
  private(set) var words: [String] = []

  mutating func add(_ word: String) {
    if words.last != word { words.append(word) }
  }

  /// What of a poll's own expectations does not hold.
  func mismatch(
    _ expectation: AnswerExpectation, _ answer: Answer, _ bindings: Bindings, isOver: Bool
  ) -> Mismatch? {
    let heard = words.joined(separator: ", ")
    if let word = words.first(where: { expectation.never.contains($0) }) {
      return Mismatch("states", expected: "never \(word)", found: heard)
    }
    if let each = expectation.each, case .success(let value) = answer.json,
      let mismatch = each.mismatches(value, at: "body", bindings).first
    {
      return mismatch
    }
    guard isOver else { return nil }
    var rest = expectation.seen[...]
    for word in words where word == rest.first { rest.removeFirst() }
    return rest.isEmpty
      ? nil
      : Mismatch("states", expected: expectation.seen.joined(separator: ", then "), found: heard)
  }
}

internal import Glibc
internal import HTTPClient
internal import MockCore

// What a story leaves behind, and how it is taken away.

extension StoryRun {
  /// Cancels what was started and has not ended, whatever became of the story and of the task.
  mutating func cleanUp() async {
    let left = jobs.filter { !$0.hasEnded }
    guard !left.isEmpty else { return }
    steps.append(StepReport(number: nil, title: "clean-up", line: nil))
    for job in left { await cancel(job) }
  }

  /// Cancels a job; where it costs something, more than once if the server does not get to it.
  private mutating func cancel(_ job: StoryJob) async {
    var request = ClientRequest("POST", "\(server.origin)/v1/requests/\(job.id)/cancel")
    if let field = job.authorization { request.fields.append(("Authorization", field)) }
    var repeats = 0
    while true {
      let exchange = await uninterrupted(request)
      record(request, exchange)
      let status = exchange.response?.status ?? 0
      if (200...299).contains(status) || status == 409 { return noteRemains(of: job, exchange) }
      guard nature == .real, repeats < Pacing.mostRepeats,
        status == 429 || !(200...499).contains(status),
        let pause = self.pause(after: exchange, repeats)
      else {
        // A mock's job costs nobody anything.
        guard nature == .real else { return }
        let reason = exchange.failure?.description ?? "the server answered \(status)"
        notes.append("job \(job.id) could not be cancelled: \(reason)")
        return
      }
      repeats += 1
      // As the cancel itself, so that an interrupted run waits for it too.
      await Task { [sleep = server.options.sleep] in try? await sleep(pause) }.value
    }
  }

  /// Says what a cancel has not ended, where that costs something: a job that runs is not cancelled any more.
  private mutating func noteRemains(of job: StoryJob, _ exchange: ClientExchange) {
    guard nature == .real, let response = exchange.response else { return }
    let answer = Answer(response, duration: exchange.duration)
    let hasEnded = answer.state.map { Poll.ended.contains($0) } ?? false
    guard !hasEnded, answer.member("outcome")?.string != "cancelled" else { return }
    notes.append("job \(job.id) was not cancelled: it may run on, and be charged")
  }

  /// Sends a request in a task of its own: an interrupted run submits to the end, to know what there is to be
  /// cancelled, and cancels all the more.
  func uninterrupted(_ request: ClientRequest) async -> ClientExchange {
    await Task { [client = server.client, request] in await client.exchange(request) }.value
  }

  private func pause(after exchange: ClientExchange, _ repeats: Int) -> Duration? {
    guard let response = exchange.response else { return pacing.pause(after: repeats * 3 + 1) }
    return pacing.pause(
      beforeRepeat: repeats, Answer(response, duration: exchange.duration), now: Int64(time(nil)))
  }
}

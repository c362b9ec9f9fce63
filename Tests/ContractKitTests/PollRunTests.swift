import MockCore
import TestDoors
import Testing

@testable import ContractKit

/// Polls: what ends them, what they expect, and how they are paced.
@Suite(.timeLimit(.minutes(1)))
struct PollRunTests {
  private static let poll = "- submit: image\n- poll: { until: completed }\n"

  private func verdict(
    _ states: [FakeAPI.Reply], _ poll: String = Self.poll + "  expect: { http: 200 }"
  ) async throws -> Verdict {
    try await story(poll).verdict(on: ContractServer(FakeAPI([.status: states])))
  }

  @Test func `a poll goes on until the word`() async throws {
    let api = try FakeAPI([
      .status: [.state("in_queue"), .state("in_queue"), .state("in_progress"), .state("completed")]
    ])
    let report = try await story(Self.poll + "  expect: { http: 200 }")
      .report(on: ContractServer(api))
    #expect(report.verdict == .kept)
    #expect(api.calls(.status).count == 4)
    // Rows of the same answer are one; a job that has ended is not cancelled.
    #expect(report.steps[1].exchanges.map(\.count) == [2, 1, 1])
    #expect(report.steps.count == 2)
    #expect(api.cancelled == [])
  }

  @Test func `results can be polled, and say where the output is`() async throws {
    let api = try FakeAPI()
    let report = try await story(
      "- submit: image\n- poll: { until: ended, of: result }\n- download:\n  expect: { picture: true }"
    ).report(on: ContractServer(api))
    #expect(report.verdict == .kept)
    #expect(api.calls(.output).count == 1)
  }

  @Test func `words have to be seen in their order`() async throws {
    let states: [FakeAPI.Reply] = [.state("in_queue"), .state("completed")]
    let expected = Self.poll + "  expect: { seen: [in_queue, in_progress] }"
    #expect(
      try await verdict(states, expected).reasons == [
        "step 2, states: expected in_queue, then in_progress, found in_queue, completed"
      ])
    let all: [FakeAPI.Reply] = [.state("in_queue"), .state("in_progress"), .state("completed")]
    #expect(try await verdict(all, expected) == .kept)
  }

  @Test func `a word that must not come ends the poll at once`() async throws {
    let verdict = try await verdict(
      [.state("in_queue"), .state("failed"), .state("completed")],
      Self.poll + "  expect: { never: [failed] }")
    #expect(verdict.reasons == ["step 2, states: expected never failed, found in_queue, failed"])
  }

  @Test func `each answer of a poll is looked at`() async throws {
    let verdict = try await verdict(
      [.json(#"{"status": "in_queue", "queue_position": 1}"#), .state("in_queue")],
      Self.poll + "  expect: { each: { queue_position: 1 } }")
    #expect(verdict.reasons == ["step 2, body/queue_position: expected 1, found nothing"])
  }

  @Test func `a job that ends before is inconclusive, and so is a word that nobody knows`()
    async throws
  {
    #expect(
      try await verdict([.state("cancelled")])
        == .inconclusive("step 2, poll status until completed: the job ended before, as cancelled"))
    #expect(
      try await verdict([.state("paused")])
        == .inconclusive(
          #"step 2, poll status until completed: the unknown state "paused"; "#
            + "known are in_queue, in_progress, completed, succeeded, failed, cancelled"))
    #expect(
      try await verdict([.json(#"{"status": 5}"#)])
        == .inconclusive(
          "step 2, poll status until completed: HTTP 200 says no state: a body of type application/json"
        ))
    #expect(
      try await verdict([.json(#"{"status": "completed""#)])
        == .inconclusive(
          "step 2, poll status until completed: HTTP 200 says no state: a body of type application/json: "
            + "',' or '}' was expected, found the end of the text at 1:23"))
  }

  @Test func `a mock whose time is moved is not polled for ever`() async throws {
    let pauses = Pauses()
    let verdict = try await story(Self.poll + "  expect: { http: 200 }")
      .verdict(on: ContractServer(FakeAPI(), pauses))
    #expect(verdict.reasons[0].contains("still in_queue after 200 polls in "))
    #expect(pauses.all == [])
  }

  @Test func `a poll has an end in real time`() async throws {
    let verdict = try await story(
      jobs: 1, "- submit: image\n- poll: { until: completed, within: 1ms }\n  expect: { http: 200 }"
    ).verdict(on: ContractServer(FakeAPI(isMock: false), token: "mine") { $0.maxJobs = 1 })
    #expect(verdict.reasons[0].contains("still in_queue after "))
  }

  @Test
  func `pauses grow from one second to ten, and on a mock are as much shorter as it is faster`()
    async throws
  {
    let states = [FakeAPI.Reply](repeating: .state("in_queue"), count: 15) + [.state("completed")]
    let real = Pauses()
    let poll = Self.poll + "  expect: { http: 200 }"
    let api = try FakeAPI(isMock: false, [.status: states])
    #expect(
      try await story(jobs: 1, poll)
        .verdict(on: ContractServer(api, token: "mine", real) { $0.maxJobs = 1 }) == .kept)
    #expect(real.all.count == 15)
    #expect(real.all.first == .seconds(1))
    #expect(real.all.last == .seconds(10))
    #expect(real.all == real.all.sorted())
    let fast = Pauses()
    let mock = try FakeAPI([.status: states])
    #expect(
      try await story(script: "{ clock: 100x }", poll).verdict(on: ContractServer(mock, fast))
        == .kept)
    #expect(fast.all.first == .milliseconds(10))
  }
}

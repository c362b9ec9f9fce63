import MockCore
import Synchronization
import TestDoors
import Testing

@testable import ContractKit

/// No job is left behind.
@Suite(.timeLimit(.minutes(1)))
struct CleanUpTests {
  private func server(
    _ replies: FakeAPI.Replies, _ pauses: Pauses = Pauses()
  ) throws -> (api: FakeAPI, server: ContractServer) {
    let api = try FakeAPI(isMock: false, replies)
    return (api, try ContractServer(api, token: "mine", pauses) { $0.maxJobs = 9 })
  }

  @Test(arguments: [
    "expect: { body: { status: completed } }", "assume: { body: { status: completed } }",
    "expect: { http: 200 }", "save: { x: body.nothing }",
  ])
  func `a job that has not ended is cancelled, whatever becomes of the story`(_ how: String)
    async throws
  {
    let (api, server) = try server([:])
    _ = try await story(
      jobs: 2,
      "- submit: image\n- submit: { as: second }\n- status: second\n  \(how)\n"
        + "- result: second\n  expect: { http: 200 }"
    ).report(on: server)
    // The second is completed where the result was asked for.
    #expect(api.cancelled == (how == "expect: { http: 200 }" ? ["job-1"] : ["job-1", "job-2"]))
    #expect(api.calls(.cancel).allSatisfy { $0["authorization"] == "Bearer mine" })
  }

  @Test func `a job is cancelled with the token that it was submitted with`() async throws {
    let api = try FakeAPI(isMock: false)
    let server = try ContractServer(api, token: "mine") {
      $0.otherToken = "theirs"
      $0.maxJobs = 3
    }
    _ = try await story(
      jobs: 3,
      "- submit: { token: other }\n- submit: { token: none, as: second }\n"
        + "- submit: { token: { field: Bearer third }, as: third }\n  expect: { http: 200 }"
    ).report(on: server)
    #expect(api.cancelled == ["job-1", "job-2", "job-3"])
    #expect(
      api.calls(.cancel).map { $0["authorization"] } == ["Bearer theirs", nil, "Bearer third"])
  }

  @Test func `a cancel that is put off or lost is sent again`() async throws {
    let pauses = Pauses()
    let (api, server) = try server(
      [
        .cancel: [
          .error(429, 1, "slow", [("Retry-After", "9")]), .raw(""), .error(503, 1, "busy"),
          .json(#"{"outcome": "cancelled"}"#),
        ]
      ], pauses)
    let report = try await story(jobs: 1, "- submit: image\n  expect: { http: 200 }").report(
      on: server)
    #expect(api.cancelled.count == 4)
    #expect(report.notes == [])
    #expect(pauses.all.count == 3)
    #expect(pauses.all.first == .seconds(9))
  }

  @Test(arguments: [
    (FakeAPI.Reply.error(404, 1, "who?"), 1), (.error(500, 1, "oops"), 6), (.raw(""), 6),
  ])
  func `a job that cannot be cancelled is noted`(_ reply: FakeAPI.Reply, _ calls: Int) async throws
  {
    let (api, server) = try server([.cancel: [reply]])
    let report = try await story(jobs: 1, "- submit: image\n  expect: { http: 200 }").report(
      on: server)
    #expect(report.verdict == .kept)
    #expect(report.notes.count == 1)
    #expect(report.notes[0].hasPrefix("job job-1 could not be cancelled: the server "))
    #expect(api.cancelled.count == calls)
  }

  @Test func `a job of a mock that cannot be cancelled is nobody's loss`() async throws {
    let api = try FakeAPI([.cancel: [.error(500, 1, "oops")]])
    let report = try await story("- submit: image\n  expect: { http: 200 }")
      .report(on: ContractServer(api))
    #expect(api.cancelled == ["job-1"])
    #expect(report.notes == [])
  }

  @Test(arguments: [
    (#"{"status": "in_progress", "outcome": "not_cancellable"}"#, 202, true),
    (#"{"status": "in_progress", "outcome": "not_cancellable"}"#, 409, true),
    ("it works!", 200, true), ("{}", 202, true),
    (#"{"status": "completed", "outcome": "not_cancellable"}"#, 409, false),
    (#"{"status": "cancelled"}"#, 202, false), (#"{"outcome": "cancelled"}"#, 202, false),
  ])
  func `a job that runs on after its cancel is noted`(
    _ body: String, _ status: Int, _ isNoted: Bool
  ) async throws {
    let (api, server) = try server([.cancel: [.json(body, status: status)]])
    let report = try await story(jobs: 1, "- submit: image\n  expect: { http: 200 }").report(
      on: server)
    #expect(api.cancelled == ["job-1"])
    #expect(
      report.notes
        == (isNoted ? ["job job-1 was not cancelled: it may run on, and be charged"] : []))
  }

  // MARK: Interruptions

  /// Runs a story in a task that is cancelled when the server has the first call of that endpoint, and lets the
  /// server answer only then.
  private func interrupted(
    at endpoint: FakeAPI.Endpoint, _ steps: String
  ) async throws -> (api: FakeAPI, report: StoryReport) {
    let task = Mutex<Task<StoryReport, Never>?>(nil)
    let reply = FakeAPI.Reply { _, _ in
      task.withLock { $0?.cancel() }
      return endpoint == .submit
        ? .answer(status: 200, fields: [], body: Array(#"{"request_id": "late"}"#.utf8))
        : .raw([], then: .silence)
    }
    let (api, server) = try server([endpoint: [reply]])
    let trial = try story(jobs: 1, steps)
    task.withLock { $0 = Task { await trial.report(on: server) } }
    let running = try #require(task.withLock { $0 })
    return (api, await running.value)
  }

  private static let steps =
    "- submit: image\n- status:\n- poll: { until: completed, of: result }\n- request: GET /v1/models\n"
    + "- cancel:\n  expect: { http: 200 }"

  @Test func `a submit in flight is waited for, and its job is cancelled`() async throws {
    let (api, report) = try await interrupted(at: .submit, Self.steps)
    #expect(report.verdict == .notReached("the run was interrupted"))
    #expect(api.cancelled == ["late"])
    #expect(api.calls(.status).isEmpty)
  }

  @Test(arguments: [FakeAPI.Endpoint.status, .result])
  func `an interrupted call ends at once, and the job is cancelled`(_ endpoint: FakeAPI.Endpoint)
    async throws
  {
    let (api, report) = try await interrupted(at: endpoint, Self.steps)
    #expect(report.verdict == .notReached("the run was interrupted"))
    #expect(api.calls(endpoint).count == 1)
    #expect(api.cancelled == ["job-1"])
  }

  @Test func `an interrupted pause ends at once, and the job is cancelled`() async throws {
    let task = Mutex<Task<StoryReport, Never>?>(nil)
    let api = try FakeAPI(isMock: false)
    let server = try ContractServer(api, token: "mine") {
      $0.maxJobs = 1
      $0.sleep = { _ in
        task.withLock { $0?.cancel() }
        try Task.checkCancellation()
      }
    }
    let trial = try story(
      jobs: 1, "- submit: image\n- poll: { until: completed }\n  expect: { http: 200 }")
    task.withLock { $0 = Task { await trial.report(on: server) } }
    let running = try #require(task.withLock { $0 })
    #expect(await running.value.verdict == .notReached("the run was interrupted"))
    #expect(api.calls(.status).count == 1)
    #expect(api.cancelled == ["job-1"])
  }

  @Test func `a run that is interrupted before it begins sends nothing`() async throws {
    let (api, server) = try server([:])
    let trial = try story(jobs: 1, "- submit: image\n  expect: { http: 200 }")
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await trial.report(on: server)
    }
    #expect(await task.value.verdict == .notReached("the run was interrupted"))
    #expect(api.calls(.submit).isEmpty)
  }

  @Test func `an interrupted suite reports every story`() async throws {
    let task = Mutex<Task<SuiteReport, any Error>?>(nil)
    let reply = FakeAPI.Reply { _, _ in
      task.withLock { $0?.cancel() }
      return .raw([], then: .silence)
    }
    let (api, server) = try server([.status: [reply]])
    let stories = try (1...4).map {
      try story(named: "a/n\($0)", jobs: 1, "- submit: image\n- status:\n  expect: { http: 200 }")
    }
    task.withLock { $0 = Task { try await ContractSuite(stories, on: server).run() } }
    let running = try #require(task.withLock { $0 })
    let report = try await running.value
    #expect(report.isInterrupted)
    #expect(report.isFailure)
    #expect(report.stories.count == 4)
    #expect(report.stories.allSatisfy { $0.verdict.word == "not reached" })
    #expect(api.cancelled == ["job-1"])
  }
}

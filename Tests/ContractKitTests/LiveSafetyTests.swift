import MockCore
import Synchronization
import TestDoors
import Testing

@testable import ContractKit

/// What a server that charges may be asked for; one without `/_mock/health` is taken for such.
@Suite(.timeLimit(.minutes(1)))
struct LiveSafetyTests {
  private func server(
    _ replies: FakeAPI.Replies = [:], jobs: Int, _ pauses: Pauses = Pauses()
  ) throws -> (api: FakeAPI, server: ContractServer) {
    let api = try FakeAPI(isMock: false, replies)
    return (api, try ContractServer(api, token: "mine", pauses) { $0.maxJobs = jobs })
  }

  private static let free = "- request: GET /v1/models\n  expect: { http: 404 }"
  private static let refused = "- submit: { model: no/such }\n  expect: { http: 404 }"
  private static let one = "- submit: image\n  expect: { http: 200 }"

  // MARK: What is sent at all

  @Test func `without jobs that are allowed nothing is submitted, not even what is to be refused`()
    async throws
  {
    let (api, server) = try server(jobs: 0)
    let stories = [
      try story(named: "a/free", jobs: 0, Self.free),
      try story(named: "a/refused", jobs: 0, Self.refused),
      try story(named: "a/one", jobs: 1, Self.one), try story(named: "a/scripted", Self.one),
    ]
    let report = try await ContractSuite(stories, on: server).run()
    #expect(api.calls(.submit).isEmpty)
    #expect(
      report.stories.map(\.verdict) == [
        .kept, .skipped("it starts a job, and of 0 allowed 0 are left"),
        .skipped("it sends a submit, which a server might take, and no job is allowed"),
        .skipped("it needs a script, which only a mock plays"),
      ])
    for story in stories { _ = await story.verdict(on: server) }
    #expect(api.calls(.submit).isEmpty)
  }

  @Test func `a token is needed, and a second one where a story is about somebody else`()
    async throws
  {
    let api = try FakeAPI(isMock: false)
    let own = try story(jobs: 0, Self.free)
    let other = try story(
      jobs: 0, "- request: { path: /, token: other }\n  expect: { http: 404 }")
    #expect(await own.verdict(on: try ContractServer(api)) == .skipped("it needs a token"))
    let server = try ContractServer(api, token: "mine")
    #expect(await own.verdict(on: server) == .kept)
    #expect(await other.verdict(on: server) == .skipped("it needs the token of somebody else"))
    let both = try ContractServer(api, token: "mine") { $0.otherToken = "theirs" }
    #expect(await other.verdict(on: both) == .kept)
    #expect(
      api.calls(.other).compactMap { $0["authorization"] } == ["Bearer mine", "Bearer theirs"])
  }

  @Test func `the cheapest go first, and one at a time`() async throws {
    let (api, server) = try server([.status: [.state("completed")]], jobs: 9)
    let charged = "- submit: image\n- poll: { until: completed }\n  expect: { http: 200 }"
    let suite = ContractSuite(
      [
        try story(named: "a/charged", jobs: 1, charged),
        try story(named: "b/cancelled", jobs: 1, Self.one),
        try story(named: "c/free", jobs: 0, Self.free),
      ], on: server)
    let ended = Mutex<[String]>([])
    let report = try await suite.run { report in ended.withLock { $0.append(report.story.name) } }
    #expect(ended.withLock { $0 } == ["c/free", "b/cancelled", "a/charged"])
    #expect(report.stories.map(\.story.name) == ["a/charged", "b/cancelled", "c/free"])
    #expect(report.stories.allSatisfy { $0.verdict == .kept })
    #expect(
      api.requests.map { FakeAPI.Endpoint($0).rawValue } == [
        "health", "other", "submit", "cancel", "submit", "status",
      ])
  }

  // MARK: How many jobs

  @Test func `no more jobs are started than are allowed, whatever becomes of them`() async throws {
    let replies: [FakeAPI.Reply] = [
      .raw(""), .raw("", then: .reset), .error(500, 1, "oops"), .error(504, 1, "late"), .json("{}"),
      .job("r"),
    ]
    for (number, reply) in replies.enumerated() {
      let (api, server) = try server([.submit: [reply]], jobs: 2)
      let stories = try (0..<4).map { try story(named: "a/n\($0)", jobs: 1, Self.one) }
      for story in stories { _ = await story.verdict(on: server) }
      #expect(api.calls(.submit).count == 2, "\(number)")
      let last = await stories[0].report(on: server)
      #expect(last.verdict == .notReached("the 2 jobs that are allowed are used up"))
      #expect(api.calls(.submit).count == 2, "\(number)")
    }
  }

  @Test func `a server that takes what it ought to refuse has started a job`() async throws {
    let (api, server) = try server(jobs: 2)
    for _ in 0..<4 {
      _ = try await story(jobs: 0, Self.refused).verdict(on: server)
    }
    #expect(api.calls(.submit).count == 2)
    #expect(api.cancelled == ["job-1", "job-2"])
  }

  @Test func `a refusal starts none`() async throws {
    let (api, server) = try server([.submit: [.error(404, 404002, "no such model")]], jobs: 1)
    for _ in 0..<3 {
      #expect(try await story(jobs: 0, Self.refused).verdict(on: server) == .kept)
    }
    #expect(api.calls(.submit).count == 3)
  }

  @Test(arguments: [
    (FakeAPI.Reply.raw(""), "the server closed the connection without an answer"),
    (.error(502, 1, "bad gateway"), "HTTP 502"),
    (.json("{}"), "the answer to the submit has no request_id that an address could hold"),
  ])
  func `a job that may be there unknown is noted`(_ reply: FakeAPI.Reply, _ reason: String)
    async throws
  {
    let (api, server) = try server([.submit: [reply]], jobs: 1)
    let report = try await story(jobs: 1, Self.one).report(on: server)
    #expect(report.notes == ["a job may have been started that nobody can cancel: \(reason)"])
    #expect(api.calls(.submit).count == 1)
  }

  // MARK: Putting off

  @Test(arguments: [
    ([("Retry-After", "7")], 7), ([("Retry-After", "120")], 120), ([("Retry-After", "0")], 1),
    ([("Retry-After", "soon")], 1), ([("Retry-After", "")], 1), ([], 1),
    ([("Retry-After", "-5")], 1),
    (
      [
        ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Retry-After", "Sun, 06 Nov 1994 08:49:49 GMT"),
      ], 12
    ),
    (
      [
        ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Retry-After", "Sunday, 06-Nov-94 08:49:40 GMT"),
      ], 3
    ),
    (
      [
        ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Retry-After", "Sun Nov  6 08:48:49 1994"),
      ], 1
    ),
  ])
  func `a submit that is put off is sent again when it may be`(
    _ fields: [(String, String)], _ seconds: Int
  ) async throws {
    let pauses = Pauses()
    let (api, server) = try server(
      [.submit: [.error(429, 429001, "slow down", fields.map { ($0.0, $0.1) }), .job("r1")]],
      jobs: 1, pauses)
    #expect(try await story(jobs: 1, Self.one).verdict(on: server) == .kept)
    #expect(api.calls(.submit).count == 2)
    #expect(pauses.all == [.seconds(seconds)])
    #expect(api.cancelled == ["r1"])
  }

  @Test(arguments: ["121", "99999999999999999999999", "86400"])
  func `who wants to be left alone for long is not asked again`(_ value: String) async throws {
    let pauses = Pauses()
    let limit = FakeAPI.Reply.error(429, 429001, "no", [("Retry-After", value)])
    let (api, server) = try server(
      [.submit: [limit], .status: [.state("in_queue", [("Retry-After", value)])]], jobs: 1, pauses)
    #expect(
      try await story(jobs: 1, Self.one).verdict(on: server)
        == .inconclusive("step 1, submit image: HTTP 429, which is errors.rate-limit's matter: no"))
    #expect(api.calls(.submit).count == 1)
    let (polled, patient) = try self.server(
      [.status: [.state("in_queue", [("Retry-After", value)])]], jobs: 1, pauses)
    let poll = try story(
      jobs: 1, "- submit: image\n- poll: { until: completed }\n  expect: { http: 200 }")
    let verdict = await poll.verdict(on: patient)
    #expect(verdict.reasons[0].contains("still in_queue, and not to be asked for "))
    #expect(polled.calls(.status).count == 1)
    #expect(pauses.all == [])
  }

  @Test func `a call is put off five times and no more`() async throws {
    let pauses = Pauses()
    let (api, server) = try server([.other: [.error(429, 429001, "no")]], jobs: 0, pauses)
    let verdict = try await story(jobs: 0, Self.free).verdict(on: server)
    #expect(verdict.word == "inconclusive")
    #expect(api.calls(.other).count == 6)
    #expect(pauses.all.count == 5)
    #expect(pauses.all == pauses.all.sorted())
  }

  @Test(arguments: [502, 503, 504])
  func `after a gateway's error only what reads is sent again`(_ status: Int) async throws {
    let error = FakeAPI.Reply.error(status, 1, "gone")
    let (api, server) = try server(
      [.submit: [error], .other: [error, error, .error(404, 404001, "no")]], jobs: 1)
    #expect(try await story(jobs: 1, Self.one).verdict(on: server).word == "inconclusive")
    #expect(api.calls(.submit).count == 1)
    #expect(try await story(jobs: 0, Self.free).verdict(on: server) == .kept)
    #expect(api.calls(.other).count == 3)
    let (deleted, other) = try self.server([.other: [error]], jobs: 0)
    let delete = try story(jobs: 0, "- request: DELETE /v1/models\n  expect: { http: 404 }")
    #expect(await delete.verdict(on: other).word == "inconclusive")
    #expect(deleted.calls(.other).count == 1)
  }

  @Test func `a story that is about being put off sees it at once`() async throws {
    let (api, server) = try server([.other: [.error(429, 429001, "no")]], jobs: 0)
    let trial = try story(jobs: 0, "- request: GET /\n  expect: { http: 429 }")
    #expect(await trial.verdict(on: server) == .kept)
    #expect(api.calls(.other).count == 1)
  }
}

import MockCore
import Synchronization
import TestDoors
import Testing

@testable import ContractKit

/// Stories that run at the same time.
@Suite(.timeLimit(.minutes(1)))
struct ParallelRunTests {
  @Test func `eight stories run at the same time, and are reported in the order of their names`()
    async throws
  {
    // Nobody's pause ends before eight stories have come so far.
    let gate = Gate(8)
    let states: [FakeAPI.Reply] = [FakeAPI.Reply](repeating: .state("in_queue"), count: 8)
    let api = try FakeAPI([.status: states + [.state("completed")]])
    let server = try ContractServer(api) { $0.sleep = { _ in await gate.pass() } }
    let stories = try (1...8).map {
      try story(
        named: "a/n\($0)", script: "{}",
        "- submit: image\n- poll: { until: completed }\n  expect: { http: 200 }")
    }
    let ended = Mutex<[String]>([])
    let report = try await ContractSuite(stories.reversed(), on: server).run { report in
      ended.withLock { $0.append(report.story.name) }
    }
    #expect(report.stories.map(\.story.name) == stories.map(\.name))
    #expect(report.stories.allSatisfy { $0.verdict == .kept })
    #expect(ended.withLock { $0.sorted() } == stories.map(\.name))
    #expect(report.product == "runcomfy-mock 9")
    #expect(!report.isFailure)
    // Each with a token of its own.
    #expect(Set(api.calls(.submit).compactMap { $0["authorization"] }).count == 8)
  }

  @Test func `a known failure is no failure, until it is kept`() async throws {
    let server = try ContractServer(FakeAPI())
    let bad = try story(named: "a/bad", "- request: GET /\n  expect: { http: 200 }")
    let good = try story(named: "a/good", "- request: GET /\n  expect: { http: 404 }")
    var suite = ContractSuite([good, bad], on: server)
    #expect(try await suite.run().isFailure)
    suite.knownFailures = try KnownFailures("a/bad", file: "known")
    #expect(try await !suite.run().isFailure)
    suite.knownFailures = try KnownFailures("a/bad\na/good # mended", file: "known")
    let report = try await suite.run()
    #expect(report.isFailure)
    #expect(report.stale.map(\.line) == [2])
  }

  @Test func `a server that is let go leaves no connection`() async throws {
    let api = try FakeAPI()
    for _ in 0..<8 {
      let verdict = try await story("- submit: image\n- status:\n  expect: { http: 200 }")
        .verdict(on: ContractServer(api.origin))
      #expect(verdict == .kept)
    }
    // The client's threads close them; the server's ends follow.
    await api.server.connectionsAreClosed()
  }
}

/// Lets tasks go on when so many of them have come.
private actor Gate {
  private var missing: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) {
    missing = count
  }

  func pass() async {
    missing -= 1
    if missing > 0 { return await withCheckedContinuation { waiting.append($0) } }
    for continuation in waiting { continuation.resume() }
    waiting = []
  }
}

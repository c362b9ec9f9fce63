import Glibc
import TestDoors
import Testing

@testable import ContractKit

/// A server that is reached through a proxy of the environment, in a process whose environment is its own.
@Suite(.timeLimit(.minutes(1)))
struct ProxyRunTests {
  @Test func `a proxy is told the whole address by every step`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try FakeAPI([.other: [.json("{}")]])
      setenv("http_proxy", proxy.origin, 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let server = try ContractServer("http://api.test", token: "mine")
      let report = try await story(
        jobs: 0, "- request: GET /v1/models?limit=1\n  expect: { http: 200 }"
      ).report(on: server)
      #expect(report.verdict == .kept)
      #expect(
        proxy.requests.map(\.target) == [
          "http://api.test/_mock/health", "http://api.test/v1/models?limit=1",
        ])
    }
  }
}

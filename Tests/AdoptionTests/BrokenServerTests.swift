import ContractKit
import Foundation
import MockServer
import Testing

/// The four lines against a server that breaks a promise.
struct BrokenServerTests {
  private static let findings = [
    #"step 3, body/outcome: expected "not_cancellable", found "cancelled""#,
    #"step 3, body/status: expected anything but "cancelled", found "cancelled""#,
  ]

  /// Calls `body` with a mock that says it has cancelled a job that runs, and the story about that.
  private func withBrokenServer(
    _ body: (MockServer, ContractStory) async throws -> Void
  ) async throws {
    var configuration = MockServer.Configuration()
    configuration.scenarioDirectory =
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Broken").path
    try await MockServer.withRunning(configuration) { mock in
      let stories = try ContractStory.shipped()
      try await body(mock, try #require(stories.first { $0.name == "cancel/in-progress" }))
    }
  }

  @Test func `a promise that is broken is a failure that says what was found`() async throws {
    try await withBrokenServer { mock, story in
      let verdict = try await story.verdict(on: ContractServer(mock.url))
      #expect(verdict.isFailure)
      #expect(verdict.reasons == Self.findings)
      #expect("\(verdict)" == "broken: " + Self.findings.joined(separator: "; "))
    }
  }

  @Test func `the test of the example fails, and tells the verdict`() async throws {
    try await withBrokenServer { mock, story in
      let verdict = try await story.verdict(on: ContractServer(mock.url))
      withKnownIssue {
        #expect(!verdict.isFailure)
      } matching: { issue in
        Self.findings.allSatisfy { "\(issue)".contains($0) }
      }
    }
  }

  @Test func `a suite says so too, and the other stories run`() async throws {
    try await withBrokenServer { mock, story in
      let report = try await ContractSuite(ContractStory.shipped(), on: ContractServer(mock.url))
        .run()
      #expect(report.isFailure)
      let failed = report.stories.filter(\.verdict.isFailure)
      #expect(failed.map(\.story.name) == [story.name])
      #expect(failed.first?.steps.last { $0.number != nil }?.problems.count == 2)
    }
  }

  @Test func `a server that is not there is a failure`() async throws {
    let url = try await MockServer.withRunning { $0.url }
    for story in try ContractStory.shipped() {
      let verdict = try await story.verdict(on: ContractServer(url))
      #expect(verdict.isFailure)
      #expect(verdict.reasons.allSatisfy { $0.contains("refused the connection") })
    }
  }
}

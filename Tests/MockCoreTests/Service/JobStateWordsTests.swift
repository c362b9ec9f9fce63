import Testing

@testable import MockCore

struct JobStateWordsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let state: JobState
    let status: String
    let result: String
    let statusPromise: Promise
    let resultPromise: Promise

    var testDescription: String { "\(state)" }
  }

  private static let moment = Instant(nanoseconds: 1)

  @Test(arguments: [
    Case(
      state: .inQueue(remaining: .zero), status: "in_queue", result: "in_queue",
      statusPromise: .statusWaiting, resultPromise: .resultUnfinished),
    Case(
      state: .inProgress, status: "in_progress", result: "in_progress",
      statusPromise: .statusRunning, resultPromise: .resultUnfinished),
    Case(
      state: .succeeded(at: moment), status: "completed", result: "completed",
      statusPromise: .statusCompleted, resultPromise: .resultSucceeded),
    Case(
      state: .failed(at: moment, error: "e"), status: "completed", result: "failed",
      statusPromise: .statusFailed, resultPromise: .resultFailed),
    Case(
      state: .cancelled(at: moment), status: "cancelled", result: "cancelled",
      statusPromise: .statusCancelled, resultPromise: .resultCancelled),
  ])
  func `status and result each have their word for a state`(_ test: Case) {
    let profile = Profile()
    #expect(test.state.statusWord(profile).description == test.status)
    #expect(test.state.resultWord(profile).description == test.result)
    #expect(test.state.statusPromise == test.statusPromise)
    #expect(test.state.resultPromise == test.resultPromise)
  }

  @Test func `a profile can have the other words`() {
    var profile = Profile()
    profile.successWord = .succeeded
    profile.failedStatusWord = .failed
    let succeeded = JobState.succeeded(at: Self.moment)
    let failed = JobState.failed(at: Self.moment, error: "e")
    // Seven of ten clients would wait for ever, so /status never says succeeded.
    #expect(succeeded.statusWord(profile).description == "completed")
    #expect(succeeded.resultWord(profile).description == "succeeded")
    #expect(failed.statusWord(profile).description == "failed")
    #expect(failed.resultWord(profile).description == "failed")
  }
}

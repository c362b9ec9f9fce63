import ContractKit
import MockCore
import SampleReports
import Testing

struct SummaryTests {
  @Test func `a run in which all is well is one line`() {
    #expect(
      SuiteReport.sample([.cancelled, .polled]).summary() == "2 stories: 2 kept in 0.4 s\n")
    #expect(SuiteReport.sample([]).summary() == "0 stories in 0.4 s\n")
  }

  @Test func `the worst comes first, and the last line counts`() {
    let stories: [StoryReport] = [
      .cancelled, .late, .balance, .kept("errors/no-token", .errorToken, ["400 with 400004"]),
      .kept("errors/path", .errorPath, ["404 with 404001"]), .known, .notReached,
      .skipped("status/failed", .statusFailed), .skipped("status/cancelled", .statusCancelled),
    ]
    let report = SuiteReport.sample(
      stories, known: ["output/whole"], stale: SuiteReport.sample.stale, isInterrupted: true)
    #expect(
      report.summary() == """
        broken  cancel/in-progress
          A job that runs cannot be cancelled; it runs on and is charged.
          cancel.in-progress, seeds; scenarios/cancel/in-progress.yaml:9
          step 2, cancel: http
            expected  202 or 409
            found     500
          step 2, cancel: body/outcome
            expected  one of "cancelled", "not_cancellable"
            found     nothing

        inconclusive
          errors/no-balance: step 1, submit: HTTP 503, which is errors.server-fault's matter

        not reached
          status/in-progress: the run was interrupted

        known failures that fail no more
          line 2 of the known failures: all that 'output/ra*' names is kept; delete the entry

        skipped
          2  it needs a script, which only a mock plays

        answers that differ from the contract's default
          errors/no-token: 400 with 400004 instead of 401 with 400004

        notes
          cancel/in-progress: job 5f0c2b1e-7a5d-4c58-9d0e-3f1a2b4c5d6e could not be cancelled: \
        the server closed the connection without an answer

        9 stories: 3 kept, 1 broken, 1 inconclusive, 1 not reached, 1 known to fail, 2 skipped in 0.4 s; \
        1 stale known failure; interrupted

        """)
  }

  @Test func `a line for each reason to skip, the most frequent first`() {
    func skipped(_ number: Int, _ reason: String) -> StoryReport {
      StoryReport(
        story: .sample("a/\(number)", .submitURLs, "t"), verdict: .skipped(reason), duration: .zero)
    }
    let report = SuiteReport.sample(
      [skipped(0, "rare")] + (1...10).map { skipped($0, "frequent") } + [skipped(11, "also rare")])
    #expect(
      report.summary() == """
        skipped
          10  frequent
           1  also rare
           1  rare

        12 stories: 12 skipped in 0.4 s

        """)
  }

  @Test
  func `what several stories say of what stood in the way is said once, the most frequent first`() {
    func stopped(_ name: String, _ reason: String) -> StoryReport {
      StoryReport(
        story: .sample(name, .submitURLs, "t"), verdict: .inconclusive(reason), duration: .zero)
    }
    let names = (1...9).map { "result/number-\($0)" }
    let report = SuiteReport.sample(
      [stopped("a/one", "rare"), stopped("a/two", "twice")] + names.map { stopped($0, "frequent") }
        + [stopped("z/two", "twice")])
    #expect(
      report.summary() == """
        inconclusive
          9 stories: frequent
            result/number-1, result/number-2, result/number-3, result/number-4,
            result/number-5, result/number-6, result/number-7, result/number-8,
            result/number-9
          2 stories: twice
            a/two, z/two
          a/one: rare

        12 stories: 12 inconclusive in 0.4 s

        """)
  }

  @Test func `a server writes no control character to the terminal`() {
    let summary = SuiteReport.sample([.hostile]).summary()
    for line in summary.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(ControlCharacters.escaped(String(line)) == line)
    }
    let shown = ControlCharacters.escaped(Hostile.text)
    #expect(summary.contains("\n    found     \(shown)\n"))
    #expect(summary.contains("\n  cancel/zz-hostile: \(shown)\n"))
  }

  @Test func `colours are there when they are asked for, and around nothing else`() {
    let report = SuiteReport.sample
    #expect(!report.summary().contains("\u{1B}"))
    let colored = report.summary(isColored: true)
    #expect(colored.hasPrefix("\u{1B}[31mbroken\u{1B}[0m  \u{1B}[1mcancel/in-progress\u{1B}[0m\n"))
    let bare = ["\u{1B}[31m", "\u{1B}[32m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[0m"]
      .reduce(colored) { $0.replacing($1, with: "") }
    #expect(bare == report.summary())
    #expect(
      SuiteReport.sample([.cancelled]).summary(isColored: true)
        == "\u{1B}[32m1 story: 1 kept in 0.4 s\u{1B}[0m\n")
  }
}

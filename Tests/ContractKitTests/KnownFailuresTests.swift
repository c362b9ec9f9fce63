import MockCore
import SampleReports
import Testing

@testable import ContractKit

struct KnownFailuresTests {
  @Test func `a line is a pattern or a comment`() throws {
    let known = try KnownFailures(
      "# since May\r\ncancel/*\r\n\n  submit  # the gateway\n", file: "known.txt")
    #expect(known.entries.map { "\($0.pattern) \($0.line)" } == ["cancel/* 2", "submit 4"])
    #expect(known.has("cancel/late") && known.has("submit") && !known.has("submit/late"))
    #expect(known.file == "known.txt")
  }

  @Test func `a line that is no pattern is refused with its place`() {
    for line in ["errors/a errors/b", "Errors/a"] {
      let error = #expect(throws: ContractKitError.self) {
        try KnownFailures("a\n\(line)\n", file: "known.txt")
      }
      #expect(error?.description.hasPrefix("known.txt:2: '\(line)' is no pattern: ") == true)
    }
  }

  @Test func `an entry is stale when all that it names is kept`() throws {
    let known = try KnownFailures(
      "cancel/*\nresult/*\noutput/**\nstatus/*\nnobody\n", file: "known.txt")
    let stories: [StoryReport] = [
      .kept("cancel/a", .cancelWaiting), .late, .kept("result/a", .resultSucceeded),
      .kept("result/b", .resultSucceeded), .skipped("output/a", .outputServed),
      .kept("status/a", .statusFailed), .notReached,
    ]
    #expect(known.stale(stories).map(\.line) == [2])
  }
}

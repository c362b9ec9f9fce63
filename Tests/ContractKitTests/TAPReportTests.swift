import MockCore
import SampleReports
import Testing

@testable import ContractKit

struct TAPReportTests {
  private func lines(_ report: SuiteReport) -> [String] {
    report.tap().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `a run that passes`() {
    let report = SuiteReport.sample([.cancelled, .skipped("status/failed", .statusFailed)])
    #expect(
      report.tap() == """
        TAP version 14
        1..2
        # http://127.0.0.1:8788, runcomfy-mock 0.1.0
        ok 1 - cancel/in-queue
        ok 2 - status/failed # SKIP it needs a script, which only a mock plays

        """)
  }

  @Test func `what failed has a block with the findings`() {
    #expect(
      lines(.sample([.late])).dropFirst(3) == [
        "not ok 1 - cancel/in-progress",
        "  ---",
        #"  verdict: "broken""#,
        #"  promise: "cancel.in-progress""#,
        "  text: \"\(Promise.cancelRunning.terms.text)\"",
        #"  at: "scenarios/cancel/in-progress.yaml:9""#,
        "  seconds: 0.031000",
        "  findings:",
        #"    - {"step":2,"place":"http","expected":"202 or 409","found":"500"}"#,
        #"    - {"step":2,"place":"body/outcome","expected":"one of \"cancelled\", \"not_cancellable\"","found":"nothing"}"#,
        "  ...",
        "",
      ])
    #expect(
      lines(.sample([.notReached])).suffix(3)
        == [#"  message: "the run was interrupted""#, "  ...", ""])
  }

  @Test func `every story and every stale entry is a point of the plan`() {
    let lines = lines(.sample)
    #expect(lines[1] == "1..14")
    let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    let numbers = points.map { point in point.split(separator: " ").compactMap { Int($0) }.first }
    #expect(numbers == Array(1...14))
    #expect(points.contains("not ok 7 - output/whole # TODO known to fail"))
    #expect(points.last == "not ok 14 - known-failing/output/ra*")
    #expect(lines.suffix(2) == ["Bail out! the run was interrupted before its end", ""])
  }

  @Test func `what a server says begins no line and stays within its quotation marks`() {
    let skipped = StoryReport(
      story: .sample("a/b", .submitURLs, "t"), verdict: .skipped(Hostile.text), duration: .zero)
    let report = SuiteReport.sample([.hostile, skipped])
    for line in lines(report) {
      #expect(ControlCharacters.escaped(line) == line)
      let isOurs =
        line.isEmpty
        || ["TAP", "1..2", "# http", "ok 1 - a/b # SKIP ", "not ok 2 - ", "  "].contains {
          line.hasPrefix($0)
        }
      #expect(isOurs, "\(line)")
    }
    let finding = lines(report).first { $0.hasPrefix("    - ") }
    let parsed = finding.flatMap { try? JSONDocument(Array($0.dropFirst(6).utf8)) }
    #expect(
      parsed.map { JSONValue($0, 0) }.flatMap { $0.value(at: ["found"])?.string }
        == ControlCharacters.escapedInLines(Hostile.text))
  }
}

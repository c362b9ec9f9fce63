import ContractKit
import MockCore
import SampleReports
import Testing

struct JUnitReportTests {
  /// The test cases of a report by `classname/name`.
  private func cases(_ report: SuiteReport) throws -> [String: XMLTree] {
    let cases = try XMLTree.root(report.junit()).all("testcase").map { test in
      ("\(test.attributes["classname"] ?? "")/\(test.attributes["name"] ?? "")", test)
    }
    return Dictionary(uniqueKeysWithValues: cases)
  }

  @Test func `a folder is a suite, a story a case`() throws {
    let report = SuiteReport.sample([
      .kept("a/b/c", .submitURLs), .kept("a/d", .submitURLs), .kept("e", .submitURLs),
    ])
    let root = try XMLTree.root(report.junit())
    #expect(root.name == "testsuites")
    #expect(root.children.map { $0.attributes["name"] } == ["stories", "a", "a.b"])
    #expect(try cases(report).keys.sorted() == ["a.b/c", "a/d", "stories/e"])
    for suite in root.children {
      let properties = suite.all("property").map(\.attributes)
      #expect(
        properties == [
          ["name": "origin", "value": "http://127.0.0.1:8788"],
          ["name": "product", "value": "runcomfy-mock 0.1.0"],
        ])
      #expect(suite.attributes["timestamp"] == "2026-11-21T20:58:12")
      #expect(suite.attributes["time"] == "0.014")
    }
  }

  @Test func `each verdict has its element`() throws {
    let cases = try cases(.sample)
    let kept = try #require(cases["cancel/in-queue"])
    #expect(kept.children.map(\.name) == ["system-out"])

    let broken = try #require(cases["cancel/in-progress"]?.children.first)
    #expect(broken.name == "failure")
    #expect(
      broken.attributes["message"]
        == #"step 2, http: expected 202 or 409, found 500; step 2, body/outcome: "#
        + #"expected one of "cancelled", "not_cancellable", found nothing"#)
    #expect(broken.text.contains("\nstep 2, cancel (line 9)\n\nPOST http://127.0.0.1:8788/v1/"))
    #expect(broken.text.contains("\nAuthorization: Bearer ‹token›\n\n500 after 2 ms\n"))
    #expect(broken.text.contains(#"{"error_code":500001,"error_message":"Boom"}"#))
    // The step before it went well, and says nothing.
    #expect(!broken.text.contains("/v1/models/"))

    let inconclusive = try #require(cases["errors/no-balance"]?.children.first)
    #expect(inconclusive.name == "error" && inconclusive.attributes["type"] == "inconclusive")
    let notReached = try #require(cases["status/in-progress"]?.children.first)
    #expect(notReached.name == "error" && notReached.attributes["type"] == "not reached")
    let skipped = try #require(cases["status/failed"]?.children.first)
    #expect(skipped.name == "skipped")
    #expect(skipped.attributes["message"] == "it needs a script, which only a mock plays")
    let known = try #require(cases["output/whole"]?.children.first)
    #expect(known.name == "skipped")
    #expect(
      known.attributes["message"]
        == "known to fail: step 2, size: expected at least 1 of them, found 0")
    let stale = try #require(cases["known-failing/output/ra*"]?.children.first)
    #expect(stale.name == "failure")
  }

  @Test func `the output says which server it was, and its side`() throws {
    let output = try #require(try cases(.sample)["errors/no-token"]?.all("system-out").first)
    #expect(
      output.text == """
        server: http://127.0.0.1:8788, runcomfy-mock 0.1.0
        promise: errors.token: \(Promise.errorToken.terms.text)
        side: 400 with 400004
        """)
  }

  @Test func `the totals are those of the cases`() throws {
    let root = try XMLTree.root(SuiteReport.sample.junit())
    for suite in [root] + root.children {
      let counts = ["tests", "failures", "errors", "skipped"].map { suite.attributes[$0] ?? "" }
      let elements = ["testcase", "failure", "error", "skipped"].map { "\(suite.all($0).count)" }
      #expect(counts == elements)
    }
    #expect(root.attributes["tests"] == "15")
  }

  @Test func `something fails where the run fails, and nowhere else`() throws {
    let stale = SuiteReport.sample.stale
    let reports: [SuiteReport] = [
      .sample, .sample([]), .sample([.cancelled, .skipped("a/b", .submitURLs)]),
      .sample([.cancelled, .late]), .sample([.known], known: ["output/whole"]),
      .sample([.cancelled], isInterrupted: true), .sample([.cancelled], stale: stale),
    ]
    for (index, report) in reports.enumerated() {
      let root = try XMLTree.root(report.junit())
      let fails = !root.all("failure").isEmpty || !root.all("error").isEmpty
      #expect(fails == report.isFailure, "report \(index)")
    }
  }

  @Test func `what a server says is text, with every character to be seen`() throws {
    let failure = try #require(try cases(.sample)["cancel/zz-hostile"]?.children.first)
    let shown = ControlCharacters.escaped(Hostile.text)
    #expect(
      failure.attributes["message"]
        == "step 1, header \(shown): expected anything but \(shown), found \(shown)")
    let lines = ControlCharacters.escapedInLines(Hostile.text)
    #expect(failure.text.contains("\n\n\(lines)\n\n200 after 1 min 1 s\n\(lines), after 1 min 1 s"))
    #expect(failure.children.isEmpty)
  }
}

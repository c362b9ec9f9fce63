import MockCore
import SampleReports
import Testing

@testable import ContractKit

struct JSONReportTests {
  private func parsed(_ report: SuiteReport) throws -> JSONValue {
    JSONValue(try JSONDocument(Array(report.json().utf8)), 0)
  }

  @Test func `the run`() throws {
    let report = try parsed(.sample)
    guard case .object(let members) = report else {
      Issue.record("the report is no object")
      return
    }
    let values = members.filter { $0.key != Array("stories".utf8) }
      .map { "\(String(decoding: $0.key, as: UTF8.self)) \($0.value.json)" }
    #expect(
      values == [
        "version 1", #"origin "http://127.0.0.1:8788""#, #"product "runcomfy-mock 0.1.0""#,
        #"started "2026-11-21T20:58:12Z""#, "duration 0.412", "interrupted true", "failure true",
        #"counts {"broken":2,"inconclusive":1,"not_reached":1,"known_to_fail":1,"skipped":2,"kept":6}"#,
        #"stale [{"pattern":"output/ra*","line":2}]"#,
      ])
  }

  @Test func `a story with its steps and exchanges`() throws {
    let story = try #require(try parsed(.sample([.late])).value(at: ["stories", "0"]))
    func json(_ path: String...) -> String? { story.value(at: path)?.json }
    #expect(json("name") == #""cancel/in-progress""#)
    #expect(json("file") == #""scenarios/cancel/in-progress.yaml""#)
    #expect(json("promise") == #""cancel.in-progress""#)
    #expect(json("verdict") == #""broken""#)
    #expect(json("known_to_fail") == "false")
    #expect(json("default_side") == "null")
    #expect(
      json("findings", "0") == #"{"step":2,"place":"http","expected":"202 or 409","found":"500"}"#)
    #expect(json("duration") == "0.031")
    #expect(json("steps", "1", "number") == "2")
    #expect(json("steps", "1", "line") == "9")
    #expect(
      json("steps", "1", "exchanges", "0", "request", "fields")
        == #"[{"name":"Authorization","value":"Bearer ‹token›"}]"#)
    #expect(json("steps", "1", "exchanges", "0", "answer", "status") == "500")
    #expect(json("steps", "2", "number") == "null")
    #expect(json("steps", "2", "exchanges", "0", "answer") == "null")
  }

  @Test func `sides with the contract's own`() throws {
    let report = SuiteReport.sample([.kept("errors/no-token", .errorToken, ["400 with 400004"])])
    let story = try #require(try parsed(report).value(at: ["stories", "0"]))
    #expect(story.value(at: ["sides"])?.json == #"["400 with 400004"]"#)
    #expect(story.value(at: ["default_side"])?.json == #""401 with 400004""#)
  }

  @Test func `a known failure keeps its verdict`() throws {
    let report = SuiteReport.sample([.known], known: ["output/whole"])
    let story = try #require(try parsed(report).value(at: ["stories", "0"]))
    #expect(story.value(at: ["verdict"])?.string == "broken")
    #expect(story.value(at: ["known_to_fail"]) == .bool(true))
    #expect(try parsed(report).value(at: ["failure"]) == .bool(false))
  }

  @Test func `what a server says comes out as it went in`() throws {
    let story = try #require(try parsed(.sample([.hostile])).value(at: ["stories", "0"]))
    let exchange = ["steps", "0", "exchanges", "0"]
    for path in [
      ["notes", "0"], ["sides", "0"], ["findings", "0", "found"], exchange + ["failure"],
      exchange + ["request", "body"], exchange + ["answer", "body"],
      exchange + ["answer", "fields", "0", "name"],
    ] {
      #expect(story.value(at: path) == .string(Array(Hostile.text.utf8)), "\(path)")
    }
  }
}

import MockCore
import TestDoors
import Testing

@testable import ContractKit

/// Servers that do what no server should: there is a verdict each time, and the next story runs.
@Suite(.timeLimit(.minutes(1)))
struct HostileServerTests {
  /// An answer, and why a step that expects something of it fails, and one that does not.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: FakeAPI.Reply
    let reason: String
    /// The answer came, so it is judged, and it is not the transport that fails.
    var isAnswer = false

    init(_ name: String, _ reply: FakeAPI.Reply, _ reason: String, isAnswer: Bool = false) {
      testDescription = name
      self.reply = reply
      self.reason = reason
      self.isAnswer = isAnswer
    }
  }

  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
  private static let million = String(repeating: "a", count: 1_000_000)

  static let cases: [Case] = [
    Case(
      "HTML", .answer(body: Array("<h1>Welcome</h1>".utf8), "text/html"),
      "a body of type text/html", isAnswer: true),
    Case("nothing", .answer(body: [], "application/json"), "an empty body", isAnswer: true),
    Case(
      "invalid UTF-8",
      .answer(body: Array(#"{"a": ""#.utf8) + [0xFF, 0x22, 0x7D], "application/json"),
      "a body of type application/json: ", isAnswer: true),
    Case(
      "a deep body",
      .json(String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)),
      "a body of type application/json: ", isAnswer: true),
    Case("silence", .raw("", then: .silence), "no answer within 0.3 seconds"),
    Case(
      "a hanging body", .raw(head + "Content-Length: 9\r\n\r\n{", then: .silence),
      "not all of the body within 0.3 seconds"),
    Case("a close", .raw(""), "the server closed the connection without an answer"),
    Case("a reset", .raw("", then: .reset), "the server reset the connection"),
    Case(
      "half a head", .raw("HTTP/1.1 200 OK\r\nConte"),
      "the server closed the connection within the head"),
    Case(
      "half a body", .raw(head + "Content-Length: 9\r\n\r\n{\"a\""),
      "after 4 of 9 bytes of the body"),
    Case(
      "half a chunk", .raw(head + "Transfer-Encoding: chunked\r\n\r\n9\r\n{"),
      "before its end"),
    Case("another protocol", .raw("SSH-2.0-OpenSSH_9.2\r\n"), "the answer is not HTTP"),
    Case(
      "a wrong chunk", .raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
      "the answer is not HTTP"),
    Case(
      "a large head",
      .raw(
        "HTTP/1.1 200 OK\r\n"
          + String(repeating: "X-A: \(String(repeating: "a", count: 1000))\r\n", count: 1000)
          + "\r\n"), "the head of the answer is larger than 262144 bytes"),
  ]

  @Test(arguments: cases)
  func `what is expected of no whole answer is broken`(_ hostile: Case) async throws {
    let verdict = try await verdict(hostile, "  expect: { body: { a: 1 } }")
    #expect(verdict.word == "broken")
    #expect(verdict.reasons.count == 1)
    #expect(verdict.reasons[0].contains(hostile.reason), "\(verdict)")
    let place = hostile.isAnswer ? "body: expected JSON" : "answer: expected a whole answer"
    #expect(verdict.reasons[0].hasPrefix("step 1, \(place)"))
  }

  @Test(arguments: cases)
  func `what is on the way is inconclusive`(_ hostile: Case) async throws {
    let verdict = try await verdict(
      hostile, "  assume: { body: { a: 1 } }\n- status:\n  expect: { http: 200 }")
    #expect(verdict.word == "inconclusive")
    #expect(verdict.reasons[0].contains(hostile.reason), "\(verdict)")
  }

  /// The verdict about an answer to a request, after which another story is run on the same server.
  private func verdict(_ hostile: Case, _ step: String) async throws -> Verdict {
    let api = try FakeAPI([.other: [hostile.reply]])
    let server = try ContractServer(api) { $0.timeout = .milliseconds(300) }
    let submit = step.contains("status") ? "- submit: image\n" : ""
    let text = submit + "- request: GET /v1/models\n" + step
    let report = try await story(text).report(on: server)
    let next = try await story("- submit: image\n  expect: { http: 200 }").verdict(on: server)
    #expect(next == .kept)
    #expect(api.cancelled.count == api.calls(.submit).count)
    return report.verdict
  }

  @Test func `a body without an end is left where it is too much`() async throws {
    let part = [UInt8](repeating: 0x20, count: 1 << 20)
    let replies: [FakeAPI.Reply] = [
      FakeAPI.Reply { _, _ in
        .endless(head: "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", part: part)
      },
      FakeAPI.Reply { _, _ in
        .endless(
          head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
          part: Array("100000\r\n".utf8) + part + Array("\r\n".utf8))
      },
    ]
    for reply in replies {
      let report = try await story("- request: GET /v1/models\n  expect: { body: {} }")
        .report(on: ContractServer(FakeAPI([.other: [reply]])))
      #expect(
        report.verdict.reasons == [
          "step 1, answer: expected a whole answer, found the body is larger than 67108864 bytes"
        ])
      #expect(report.texts.allSatisfy { $0.utf8.count < 20_000 })
    }
  }

  @Test func `a server that nobody can reach is inconclusive`() async throws {
    let port = try FakeAPI().server.port
    let server = try ContractServer("http://127.0.0.1:\(port)")
    let trial = try story("- request: GET /\n  expect: { http: 200 }")
    #expect(
      await trial.verdict(on: server)
        == .inconclusive("http://127.0.0.1:\(port): 127.0.0.1:\(port) refused the connection"))
    await #expect(throws: ContractKitError.self) {
      try await ContractSuite([trial], on: server).run()
    }
  }

  @Test func `a redirect is an answer, and is not followed`() async throws {
    let elsewhere = try FakeAPI()
    let target = elsewhere.origin + "/v1/models"
    for status in [301, 302, 303, 307, 308] {
      let api = try FakeAPI([.other: [.json("{}", status: status, [("Location", target)])]])
      let server = try ContractServer(api, token: "mine")
      let seen = try story("- request: GET /v1/models\n  expect: { http: \(status) }")
      #expect(await seen.verdict(on: server) == .kept)
      let blind = try story("- request: GET /v1/models\n  expect: { body: {} }")
      #expect(
        await blind.verdict(on: server) == .inconclusive("step 1, GET /v1/models: HTTP \(status)"))
    }
    #expect(elsewhere.requests.isEmpty)
  }

  static let strangeIDs = [
    "../../../etc", "a/b", "a?b", "a#b", "a b", "a\\r\\nX-Injected: 1", ".", "..", "", "%2e", "ä",
    "@evil.test",
    String(repeating: "x", count: 1_000_000),
  ]

  @Test(arguments: strangeIDs.map { "\"\($0)\"" } + ["5", "null", "[]", "{\"a\": 1}", "true"])
  func `an id that an address cannot hold is no id`(_ id: String) async throws {
    let api = try FakeAPI([.submit: [.json("{\"request_id\": \(id)}"), .job("job-2")]])
    let server = try ContractServer(api)
    let trial = try story("- submit: image\n- status:\n  expect: { http: 200 }")
    let report = try await story("- submit: image\n- status:\n  expect: { http: 200 }").report(
      on: server)
    #expect(
      report.verdict
        == .inconclusive(
          "step 1, submit image: the answer has no request_id that an address could hold"))
    #expect(report.texts.allSatisfy { $0.utf8.count < 20_000 })
    #expect(api.calls(.status).isEmpty && api.cancelled.isEmpty)
    #expect(await trial.verdict(on: server) == .kept)
  }

  @Test func `what a server says is one line of a verdict, and not too long`() async throws {
    let api = try FakeAPI([
      .status: [.json(#"{"status": "\#(Self.million)"}"#)],
      .other: [.error(500, 1, #"a\u001b[31mb\r\nc\u2028d"# + Self.million)],
    ])
    let server = try ContractServer(api)
    let poll = try story("- submit: image\n- poll: { until: completed }\n  expect: { http: 200 }")
    let call = try story("- request: GET /\n  expect: { http: 200 }\n")
    let other = try story("- request: GET /\n  expect: { body: {} }\n")
    for trial in [poll, call, other] {
      let report = await trial.report(on: server)
      #expect(report.verdict.isFailure)
      for text in report.verdict.reasons + report.steps.flatMap(\.problems) {
        #expect(text.utf8.count < 3000)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x2028 })
      }
    }
  }
}

import MockCore
import TestDoors
import Testing

@testable import ContractKit

/// The token goes to the server under test and to nobody else, and into no report.
@Suite(.timeLimit(.minutes(1)))
struct TokenSafetyTests {
  private static let token = "sk-0123456789abcdef/\"x\\y"
  private static let other = "sk-other-0123456789abcdef"

  @Test func `the token of somebody else is another one`() {
    var options = ContractServer.Options()
    options.otherToken = Self.token
    #expect(throws: ContractKitError.self) {
      try ContractServer("https://api.test", token: Self.token, options: options)
    }
  }

  // MARK: Where it goes

  @Test func `an address of another origin gets no token, whatever an answer names`() async throws {
    let elsewhere = try FakeAPI()
    // The same machine by another name is another origin, and so is what only begins like ours.
    let foreign = elsewhere.origin
    let api = try FakeAPI([
      .submit: [
        .json(
          """
          {"request_id": "r1", "status_url": "\(foreign)/v1/requests/r1/status",
           "result_url": "\(foreign)/v1/requests/r1/result", "cancel_url": "\(foreign)/v1/requests/r1/cancel"}
          """)
      ],
      .result: [
        .json(#"{"status": "in_queue", "output": {"image": "\#(foreign)/outputs/1.png"}}"#)
      ],
    ])
    let report = try await story(
      """
      - submit: image
      - request: GET ${job.status_url}
        expect: { http: 200 }
      - request: { path: "${job.result_url}", token: other }
      - request: { method: POST, path: "${job.cancel_url}", token: { field: Basic abc } }
      - result:
      - download: { token: other }
        expect: { picture: true }
      """
    ).report(on: ContractServer(api, token: Self.token) { $0.otherToken = Self.other })
    #expect(report.verdict == .kept)
    #expect(elsewhere.requests.map(\.method) == ["GET", "GET", "POST", "GET"])
    #expect(elsewhere.requests.allSatisfy { $0["authorization"] == nil })
    // Ours still gets it, the clean-up too.
    #expect(api.calls(.cancel).map(\.path) == ["/v1/requests/r1/cancel"])
    #expect(api.calls(.cancel).allSatisfy { $0["authorization"] != nil })
  }

  @Test func `an address of our own origin gets the token`() async throws {
    let api = try FakeAPI()
    let report = try await story(
      "- submit: image\n- request: GET ${job.status_url}\n  expect: { http: 200 }"
    ).report(on: ContractServer(api, token: "mine"))
    #expect(report.verdict == .kept)
    let field = try #require(api.calls(.status).first?["authorization"])
    #expect(field.hasPrefix("Bearer ours.trial~mine~"))
  }

  @Test(arguments: [
    ("http://api.test", "http://api.test/v1/x", true),
    ("http://api.test", "http://api.test", true),
    ("http://api.test", "HTTP://API.test:80/x", true),
    ("https://api.test:443", "https://api.test?x", true),
    ("http://api.test:80", "http://api.test:80#x", true),
    ("https://api.test", "http://api.test/x", false),
    ("http://api.test", "http://api.test:443/x", false),
    ("http://api.test", "http://api.test.evil.test/x", false),
    ("http://api.test", "http://api.test@evil.test/x", false),
    ("http://api.test", "http://api.test:80@evil.test/x", false),
    ("http://api.test", "http://api.test\\@evil.test/x", false),
    ("http://api.test:1", "http://api.test:12/x", false),
    ("http://kit.test", "http://\u{212A}it.test/x", false),
    ("http://api.test", "http://api.test/\u{301}x", true),
    ("http://api.test", " http://api.test/x", false),
    ("http://api.test", "//api.test/x", false),
    ("http://api.test", "", false),
  ])
  func `an origin is scheme, host and port`(_ origin: String, _ url: String, _ isOwn: Bool) throws {
    #expect(try ContractServer(origin).owns(url) == isOwn)
  }

  // MARK: What is told of it

  /// Whether something that is shown tells a token, or enough of one.
  private func tells(_ text: String) -> Bool {
    [Self.token, Self.other].contains { token in
      text.utf8.count >= 8 && text.contains(token.prefix(10))
    }
  }

  /// Says everything that it was told, wherever an answer can say something.
  private static func echo(_ request: ReceivedRequest, status: Int) -> ScriptedServer.Reply {
    let said = (request["authorization"] ?? "").dropFirst("Bearer ".count)
    let inJSON = said.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let pad = String(repeating: "p", count: 180)
    let body = """
      {"error_code": 1, "error_message": "\(pad)\(inJSON)", "status": "\(inJSON)", "\(inJSON)": 1,
       "escaped": "\(inJSON.replacing("/", with: "\\/"))", "marked": "\(inJSON)\u{301}", "cut": "\(pad)\(inJSON)"}
      """
    let inURL = inJSON.replacing("\\\\", with: "%5C").replacing("\\\"", with: "%22").replacing(
      "/", with: "%2F")
    return .answer(
      status: status,
      fields: [
        ("Content-Type", "application/json; a=\(said)"), ("X-Echo", String(said)),
        ("X-\(said)", "1"),
        ("Location", "/%2F\(inURL)"), ("ETag", "\"\(said)\""),
      ], body: Array(body.utf8))
  }

  @Test(arguments: [200, 400, 401, 500])
  func `a server that repeats the token finds it in no report`(_ status: Int) async throws {
    let echo = FakeAPI.Reply { request, _ in Self.echo(request, status: status) }
    let api = try FakeAPI(
      isMock: false,
      [
        .submit: [.job("r1"), .job(Self.other)], .status: [echo], .result: [echo], .other: [echo],
        .cancel: [FakeAPI.Reply { request, _ in Self.echo(request, status: 400) }],
      ])
    let server = try ContractServer(api, token: Self.token) {
      $0.otherToken = Self.other
      $0.maxJobs = 100
    }
    let submit = "- submit: image\n"
    let trials = [
      (1, "- status:\n  expect: { http: 204 }"),
      (1, "- status:\n  expect: { body: { error_message: x, cut: x, escaped: x, marked: x } }"),
      (1, "- status:\n  expect: { http: \(status), body: { $only: { status: x } } }"),
      (
        1,
        "- status: { token: other }\n  assume: { headers: { x-echo: 1 } }\n- result:\n  expect: { http: 200 }"
      ),
      (1, "- poll: { until: completed }\n  expect: { http: 200 }"),
      (2, "- submit: { as: second }\n- status: second\n  expect: { text: x }"),
      (
        1,
        "- result:\n  save: { word: body.status }\n- request: GET /${word}\n  expect: { http: 299 }"
      ),
    ]
    for (jobs, steps) in trials {
      let report = try await story(jobs: jobs, submit + steps).report(on: server)
      #expect(report.verdict.isFailure)
      for text in report.texts { #expect(!tells(text), "\(text)") }
      #expect(report.texts.contains { $0.contains("‹token›") })
    }
  }

  @Test func `a body that is cut within a token does not show its beginning`() {
    let redaction = Redaction([Self.token])
    let long = String(repeating: "é", count: 8185) + Self.token + String(repeating: "z", count: 20)
    let body = Array(long.utf8)
    #expect(!tells(redaction.excerpt(body, length: body.count)))
    let cut = Array((#"{"t": ""# + Self.token.prefix(12)).utf8)
    #expect(redaction.excerpt(cut, length: cut.count) == #"{"t": "‹token›"#)
    #expect(
      redaction.redacted("Bearer \(Self.token.prefix(12))… (99 bytes)")
        == "Bearer ‹token›… (99 bytes)")
    #expect(redaction.redacted(Self.token + "\u{301}") == "‹token›\u{301}")
    #expect(redaction.redacted("x%2F sk-0123456789abcdef%2F%22x%5Cy") == "x%2F ‹token›")
    #expect(redaction.redacted("sk-01 and sk-0123456789 stay") == "sk-01 and sk-0123456789 stay")
  }

  @Test func `a long text is shown as one, wherever it is cut`() {
    let redaction = Redaction([])
    for shift in 0..<4 {
      let text = String(repeating: "a", count: shift) + String(repeating: "𝄞", count: 5000)
      let excerpt = redaction.excerpt(Array(text.utf8), length: text.utf8.count)
      #expect(excerpt.hasPrefix(text.prefix(4096)))
      #expect(excerpt.hasSuffix("… (\(text.utf8.count) bytes)"))
    }
    #expect(redaction.excerpt([0x80, 0x80], length: 2) == "(2 bytes that are no text)")
    #expect(redaction.excerpt([0x61, 0x00], length: 2) == "(2 bytes that are no text)")
  }

  @Test func `what a failed test prints of its values holds no token`() throws {
    var options = ContractServer.Options()
    options.otherToken = Self.other
    let server = try ContractServer("http://127.0.0.1:1", token: Self.token, options: options)
    var text = "\(server) \(String(reflecting: server)) \(options) "
    dump(server, to: &text)
    dump(options, to: &text)
    #expect(text.contains("http://127.0.0.1:1"))
    #expect(!tells(text))
    let error = #expect(throws: ContractKitError.self) {
      _ = try ContractServer("http://127.0.0.1:1", token: Self.token + " ,")
    }
    #expect(!tells(error?.description ?? ""))
  }
}

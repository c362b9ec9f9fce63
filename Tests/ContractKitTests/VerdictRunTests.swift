import MockCore
import TestDoors
import Testing

@testable import ContractKit

/// Which answers break a promise, and which only stand in its way.
@Suite(.timeLimit(.minutes(1)))
struct VerdictRunTests {
  private func report(
    _ answer: FakeAPI.Reply, promise: String = "catalogue.list", _ step: String
  ) async throws -> StoryReport {
    let api = try FakeAPI([.other: [answer]])
    return try await story(promise: promise, "- request: GET /v1/models\n" + step)
      .report(on: ContractServer(api))
  }

  @Test func `everything that is not as expected is a finding`() async throws {
    let answer = FakeAPI.Reply.json(#"{"a": {"b": 1}, "c": "x"}"#, [("X-A", "1"), ("X-A", "2")])
    let report = try await report(
      answer,
      "  expect: { http: [201, 500-504], headers: { x-a: 3, etag: { $present: true } }, "
        + "body: { a: { b: 2 }, c: x, d: { $absent: true } }, size: { at-least: 100 } }")
    #expect(
      report.verdict
        == .broken([
          Finding(1, "http", "201 or 500-504", "200"),
          Finding(1, "header x-a", #""3""#, #""1, 2""#),
          Finding(1, "header etag", "anything", "nothing"),
          Finding(1, "body/a/b", "2", "1"),
          Finding(1, "size", "at least 100 of them", "25"),
        ]))
    #expect(report.steps[0].problems.count == 5)
    #expect(report.verdict.isFailure)
  }

  @Test func `what is assumed and does not hold is inconclusive, whatever is expected`()
    async throws
  {
    let step = "  assume: { body: { a: 1 } }\n  expect: { body: { b: 1 } }"
    #expect(
      try await report(.json(#"{"a": 2, "b": 2}"#), step).verdict
        == .inconclusive("step 1, GET /v1/models: body/a: expected 1, found 2"))
    #expect(try await report(.json(#"{"a": 1, "b": 2}"#), step).verdict.word == "broken")
    #expect(try await report(.json(#"{"a": 1, "b": 1}"#), step).verdict == .kept)
  }

  @Test func `an expectation that says nothing of HTTP's status assumes the usual one`()
    async throws
  {
    let answer = FakeAPI.Reply.error(418, 418001, "no coffee")
    #expect(
      try await report(answer, "  expect: { body: { error_code: 418001 } }").verdict
        == .inconclusive("step 1, GET /v1/models: HTTP 418: no coffee"))
    #expect(
      try await report(answer, "  expect: { http: 418, body: { error_code: 418001 } }").verdict
        == .kept)
  }

  @Test(arguments: [
    (401, "errors.token"), (402, "errors.no-balance"), (429, "errors.rate-limit"),
    (502, "errors.server-fault"), (503, "errors.server-fault"), (504, "errors.server-fault"),
  ])
  func `a refusal that nobody names is the matter of another promise`(
    _ status: Int, _ owner: String
  ) async throws {
    let answer = FakeAPI.Reply.error(status, 1, "not now")
    let step = "  expect: { http: 200 }"
    #expect(
      try await report(answer, step).verdict
        == .inconclusive(
          "step 1, GET /v1/models: HTTP \(status), which is \(owner)'s matter: not now"))
    #expect(try await report(answer, promise: owner, step).verdict.word == "broken")
    #expect(try await report(answer, "  expect: { http: \(status) }").verdict == .kept)
  }

  @Test(arguments: [
    (400_004, "errors.token"), (400_002, "errors.no-balance"), (400_001, "errors.unknown-model"),
  ])
  func `a code that is about something else breaks no promise, though its HTTP status was expected`(
    _ code: Int, _ owner: String
  ) async throws {
    let api = try FakeAPI([.submit: [.error(400, code, "no")]])
    let server = try ContractServer(api)
    let step = "- submit: image\n  expect: { refusal: errors.not-json }"
    #expect(
      try await story(promise: "errors.not-json", step).verdict(on: server)
        == .inconclusive("step 1, submit image: HTTP 400, which is \(owner)'s matter: no"))
    #expect(try await story(promise: owner, step).verdict(on: server).word == "broken")
  }

  @Test func `an unknown model is the story's own matter where the story names the model`()
    async throws
  {
    let api = try FakeAPI([.submit: [.error(400, 400001, "no such model")]])
    let verdict = try await story(
      promise: "errors.not-json",
      "- submit: { model: no/such }\n  expect: { refusal: errors.not-json }"
    ).verdict(on: ContractServer(api))
    #expect(
      verdict.reasons == [
        "step 1, refusal: expected 400 with error_code 400003 or 422 with error_code 400003, "
          + "found 400 with error_code 400001"
      ])
  }

  @Test func `what the server says of its refusal stands beside the status`() async throws {
    #expect(
      try await report(.error(418, 418001, "no coffee"), "  expect: { http: 200 }").verdict.reasons
        == ["step 1, http: expected 200, found 418: no coffee"])
  }

  @Test func `an answer that is no refusal has no code, not another type`() async throws {
    #expect(
      try await report(
        .json("{}"), promise: "errors.unknown-path", "  expect: { refusal: errors.unknown-path }"
      ).verdict.reasons == [
        "step 1, refusal: expected 404 with error_code 404001, found 200 with no error_code"
      ])
  }

  @Test func `choices that sound the same are told once`() async throws {
    #expect(
      try await report(
        .json(#"{"a": 1}"#), "  expect: { body: { a: { $one-of: [[1, 2], [2, 1]] } } }"
      ).verdict.reasons == ["step 1, body/a: expected an array of 2, found 1"])
  }

  @Test func `a refusal has to be the contract's, envelope and all`() async throws {
    let step = "  expect: { refusal: errors.unknown-path }"
    let code = try #require(Promise.errorPath.refusals.first)
    let right = FakeAPI.Reply.error(code.status, code.code, "no such path")
    #expect(try await report(right, promise: "errors.unknown-path", step).verdict == .kept)
    let mute = FakeAPI.Reply.error(code.status, code.code, "")
    #expect(
      try await report(mute, promise: "errors.unknown-path", step).verdict.reasons.contains {
        $0.hasPrefix("step 1, body/error_message: ")
      })
    let html = FakeAPI.Reply.answer(code.status, body: Array("<h1>404</h1>".utf8), "text/html")
    #expect(
      try await report(html, promise: "errors.unknown-path", step).verdict.reasons == [
        "step 1, refusal: expected \(code.status) with error_code \(code.code), "
          + "found \(code.status) with a body of type text/html"
      ])
  }

  @Test func `a switch has sides, one of which has to hold, and the report names it`() async throws
  {
    let words = ["completed", "succeeded"]
    func step(_ words: [String]) -> String {
      "  expect: { sides: { \(words.map { "\($0): { body: { status: \($0) } }" }.joined(separator: ", ")) } }"
    }
    for word in words {
      let report = try await report(.state(word), promise: "result.succeeded", step(words))
      #expect(report.verdict == .kept)
      #expect(report.sides == [word])
    }
    let neither = try await report(.state("done"), promise: "result.succeeded", step(words))
    #expect(neither.verdict.reasons.count == 1)
    #expect(
      neither.verdict.reasons[0].hasPrefix(
        "step 1, switch: expected one of its sides: \(words.joined(separator: ", ")), found "))
    #expect(neither.sides == [])
  }

  @Test func `an answer may have to be there in time`() async throws {
    let step = "  expect: { took: 1h }"
    #expect(try await report(.json("{}"), step).verdict == .kept)
    // A nanosecond, in which light goes as far as a hand is wide.
    let late = try await report(.json("{}"), "  expect: { took: 0.000001ms }")
    #expect(
      late.verdict.reasons[0].hasPrefix(
        "step 1, time: expected an answer within 0.000001ms, found "))
  }

  @Test func `a picture has to be what its type says`() async throws {
    let step = "  expect: { picture: true }"
    let jpeg = FakeAPI.Reply.answer(body: [0xFF, 0xD8, 0xFF, 0xE0], "image/png; a=b")
    #expect(
      try await report(jpeg, step).verdict.reasons == [
        "step 1, header content-type: expected image/jpeg, as the body is, found image/png"
      ])
    let text = FakeAPI.Reply.answer(body: Array("<html>".utf8), "text/html")
    #expect(
      try await report(text, step).verdict.reasons == [
        "step 1, body: expected a picture, found a body of type text/html"
      ])
  }

  @Test func `a submit without an id is inconclusive, or breaks the promise that is about it`()
    async throws
  {
    let api = try FakeAPI([.submit: [.json("{}")]])
    let server = try ContractServer(api)
    let on = try story("- submit: image\n- status:\n  expect: { http: 200 }")
    #expect(
      await on.verdict(on: server)
        == .inconclusive(
          "step 1, submit image: the answer has no request_id that an address could hold"))
    let about = try story(
      promise: "submit.accepted",
      "- submit: image\n  expect: { body: { request_id: { $type: string } } }")
    #expect(
      await about.verdict(on: server).reasons == [
        "step 1, body/request_id: expected a string, found nothing"
      ])
  }

  @Test func `the first step that fails is the last`() async throws {
    let api = try FakeAPI()
    let report = try await story(
      "- submit: image\n- status:\n  expect: { body: { status: completed } }\n- result:"
    ).report(on: ContractServer(api))
    #expect(
      report.verdict.reasons == [#"step 2, body/status: expected "completed", found "in_queue""#])
    #expect(report.steps.map(\.title) == ["submit image", "status", "clean-up"])
    #expect(api.calls(.result).isEmpty)
    #expect(api.cancelled == ["job-1"])
  }
}

extension Finding {
  init(_ step: Int, _ place: String, _ expected: String, _ found: String) {
    self.init(step: step, place: place, expected: expected, found: found)
  }
}

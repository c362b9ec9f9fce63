import MockCore
import TestDoors
import Testing

@testable import ContractKit

/// What each step sends, and what it makes of the answer.
@Suite(.timeLimit(.minutes(1)))
struct StepRunTests {
  @Test func `a submit sends the submission with the story's token, and its job is cancelled`()
    async throws
  {
    let api = try FakeAPI()
    let report = try await story("- submit: image\n  expect: { http: 200 }")
      .report(on: ContractServer(api, token: "secret-of-mine"))
    #expect(report.verdict == .kept)
    let submit = try #require(api.calls(.submit).first)
    #expect(submit.target == "/v1/models/aidc-ai/ovis-image")
    #expect(submit.text == #"{"prompt":"a lighthouse"}"#)
    #expect(submit["content-type"] == "application/json")
    let field = try #require(submit["authorization"])
    #expect(field.hasPrefix("Bearer ours.trial~secret-of-mine~"))
    #expect(api.cancelled == ["job-1"])
    #expect(api.calls(.cancel).first?["authorization"] == field)
    #expect(report.steps.map(\.title) == ["submit image", "clean-up"])
    #expect(report.steps.map(\.number) == [1, nil])
  }

  @Test func `a submit's input, model and head can be others`() async throws {
    let api = try FakeAPI()
    _ = try await story(
      """
      - submit:
          { of: null-input, set: { prompt: 5, more: [1] }, remove: [image_size], model: no/such }
        expect: { http: 200 }
      - submit: { as: second, body: "not JSON", content-type: text/plain, headers: { X-A: [a, b], Accept: null } }
      - submit: { as: third, size: 100000, content-type: none, token: { field: "Basic abc" } }
      """
    ).report(on: ContractServer(api))
    let calls = api.calls(.submit)
    try #require(calls.count == 3)
    #expect(calls[0].target == "/v1/models/no/such")
    #expect(calls[0].text == #"{"prompt":5,"more":[1]}"#)
    #expect(calls[1].text == "not JSON")
    #expect(calls[1]["content-type"] == "text/plain")
    #expect(calls[1].fields.filter { $0.name == "x-a" }.map(\.value) == ["a", "b"])
    #expect(calls[1]["accept"] == nil)
    #expect(calls[2].body == [UInt8](repeating: 0x20, count: 100_000))
    #expect(calls[2]["content-type"] == nil)
    #expect(calls[2]["authorization"] == "Basic abc")
  }

  @Test func `status, result, cancel and download are about their job, with its token or another`()
    async throws
  {
    let api = try FakeAPI()
    let report = try await story(
      """
      - submit: image
      - submit: { as: second }
      - status: { job: second, query: "a=b" }
      - result: { token: other }
        expect: { body: { status: completed } }
      - download:
        expect: { picture: true, size: 8, headers: { content-type: image/png } }
      - download: { method: HEAD }
      - cancel: { token: none }
      """
    ).report(on: ContractServer(api, token: "mine") { $0.otherToken = "theirs" })
    #expect(report.verdict == .kept)
    #expect(api.calls(.status).map(\.target) == ["/v1/requests/job-2/status?a=b"])
    let own = try #require(api.calls(.status).first?["authorization"])
    #expect(own.hasPrefix("Bearer ours.trial~mine~"))
    #expect(api.calls(.result).first?["authorization"] == own + "-other")
    #expect(api.calls(.output).map(\.method) == ["GET", "HEAD"])
    #expect(api.calls(.output).allSatisfy { $0["authorization"] == nil })
    #expect(api.calls(.cancel).first?["authorization"] == nil)
    // The first job has said that it is completed; the second is left.
    #expect(api.cancelled == ["job-1", "job-2"])
  }

  @Test func `what an answer says is kept for later steps`() async throws {
    let api = try FakeAPI([
      .other: [.json(#"{"models": [{"id": "a/b"}], "n": 7}"#, [("ETag", #""x1""#)]), .json("{}")]
    ])
    let report = try await story(
      """
      - request: GET /v1/models?limit=2
        save: { etag: header.etag, id: body.models.0.id, number: body.n, whole: body }
      - request:
          method: PATCH
          path: /v1/${id}
          headers: { If-None-Match: "${etag}" }
          json: { n: "${number}", text: "no. ${number}", all: "${whole}", host: "${host}" }
        expect: { http: 200 }
      """
    ).report(on: ContractServer(api))
    #expect(report.verdict == .kept)
    let call = try #require(api.calls(.other).last)
    #expect(call.method == "PATCH")
    #expect(call.target == "/v1/a/b")
    #expect(call["if-none-match"] == #""x1""#)
    let host = api.origin.dropFirst("http://".count)
    #expect(
      call.text
        == #"{"n":7,"text":"no. 7","all":{"models":[{"id":"a/b"}],"n":7},"host":"\#(host)"}"#)
  }

  @Test func `nothing to keep, and a name that nobody has said, are inconclusive`() async throws {
    let api = try FakeAPI([.other: [.json("{}")], .submit: [.json(#"{"request_id": "r"}"#)]])
    let server = try ContractServer(api)
    let saving = try story(
      "- request: GET /v1/models\n  save: { etag: header.etag }\n  expect: { http: 200 }")
    #expect(
      await saving.verdict(on: server)
        == .inconclusive(
          "step 1, GET /v1/models: the answer has nothing that ${etag} could be"))
    let using = try story(
      "- submit: image\n- request: GET ${job.status_url}\n  expect: { http: 200 }")
    #expect(
      await using.verdict(on: server)
        == .inconclusive(
          "step 2, GET ${job.status_url}: no answer has said yet what ${job.status_url} is"))
  }

  @Test func `an advance moves the clock of the story's tenant`() async throws {
    let api = try FakeAPI([.clock: [.json("{}"), .error(409, 409001, "it jumps")]])
    let report = try await story(
      "- advance: 90s\n- advance: 1h\n- request: GET /\n  expect: { http: 200 }"
    ).report(on: ContractServer(api, token: "mine"))
    let call = try #require(api.calls(.clock).first)
    #expect(call.text == #"{"advance":"90s"}"#)
    #expect(call["authorization"]?.hasPrefix("Bearer ours.trial~mine~") == true)
    #expect(
      report.verdict
        == .inconclusive("step 2, advance 1h: the clock cannot be moved: HTTP 409: it jumps"))
  }

  @Test func `a mock's stories have tokens of their own, each time new ones`() async throws {
    let api = try FakeAPI()
    let noted = try story(
      "- request: { path: /, token: other }\n  expect: { http: 404 }\n- request: GET /\n  expect: { http: 404 }"
    )
    let server = try ContractServer(api)
    #expect(await noted.verdict(on: server) == .kept)
    #expect(await noted.verdict(on: server) == .kept)
    let tokens = api.calls(.other).compactMap { $0["authorization"] }
    #expect(Set(tokens).count == 4)
    #expect(tokens.allSatisfy { $0.hasPrefix("Bearer ours.trial~check~") })
  }
}

import MockCore
import TestDoors
import Testing

/// Every refusal, to the letter, and which one wins.
@Suite(.timeLimit(.minutes(1)))
struct RefusalTests {
  /// A refusal and a request that meets it; the answer stands in `fixtures/golden/NAME.txt`.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let promise: Promise
    let request: TestRequest

    var testDescription: String { name }

    init(_ name: String, _ promise: Promise, _ request: TestRequest) {
      self.name = name
      self.promise = promise
      self.request = request
    }
  }

  private static let path = "/v1/models/aidc-ai/ovis-image"
  private static let good = TestRequest("POST", path, json: #"{"prompt":"x"}"#)
  private static let list = TestRequest("GET", "/v1/models")
  private static let unknownID = "00000000-0000-4000-8000-000000000000"

  private static func body(_ json: String) -> TestRequest {
    TestRequest("POST", path, json: json)
  }

  static let cases: [Case] = [
    Case("host-missing", .errorHost, list.with("Host", nil)),
    Case("host-malformed", .errorHost, list.with("Host", "a b")),
    Case("host-with-path", .errorHost, list.with("Host", "a/b")),
    Case("host-port", .errorHost, list.with("Host", "a:65536")),
    Case(
      "host-twice", .errorHost, TestRequest("GET", "/v1/models", fields: [("Host", "b")])),
    Case("path-unknown", .errorPath, TestRequest("GET", "/v2/model")),
    Case("path-root", .errorPath, TestRequest("GET", "/")),
    Case("path-without-version", .errorPath, TestRequest("POST", "/models/aidc-ai/ovis-image")),
    Case("path-trailing-slash", .errorPath, TestRequest("GET", "/v1/models/")),
    Case("path-verb", .errorPath, TestRequest("GET", "/v1/requests/\(unknownID)/resutl")),
    Case("path-no-verb", .errorPath, TestRequest("GET", "/v1/requests/\(unknownID)")),
    Case("method-models", .errorMethod, TestRequest("POST", "/v1/models")),
    Case("method-model", .errorMethod, TestRequest("DELETE", path)),
    Case("method-cancel", .errorMethod, TestRequest("GET", "/v1/requests/\(unknownID)/cancel")),
    Case("method-status", .errorMethod, TestRequest("POST", "/v1/requests/\(unknownID)/status")),
    Case("method-lower-case", .errorMethod, TestRequest("get", "/v1/models")),
    Case("token-missing", .errorToken, TestRequest("GET", "/v1/models", token: nil)),
    Case("token-scheme", .errorToken, list.with("Authorization", "Basic bWU6bWU=")),
    Case("token-empty", .errorToken, list.with("Authorization", "Bearer ")),
    Case("token-no-scheme", .errorToken, list.with("Authorization", "me")),
    Case("token-comma", .errorToken, list.with("Authorization", "Bearer a,b")),
    Case("token-blank", .errorToken, list.with("Authorization", "Bearer a b")),
    Case(
      "token-long", .errorToken,
      list.with("Authorization", "Bearer " + String(repeating: "x", count: 513))),
    Case(
      "token-twice", .errorToken,
      TestRequest("GET", "/v1/models", fields: [("Authorization", "Bearer me")])),
    Case("token-story", .errorStory, TestRequest("GET", "/v1/models", token: "no.such~1")),
    Case("token-story-empty", .errorStory, TestRequest("GET", "/v1/models", token: "~1")),
    Case("content-type-missing", .errorContentType, good.with("Content-Type", nil)),
    Case("content-type-text", .errorContentType, good.with("Content-Type", "text/plain")),
    Case(
      "content-type-charset", .errorContentType,
      good.with("Content-Type", "application/json; charset=latin1")),
    Case("content-encoding", .errorContentType, good.with("Content-Encoding", "gzip")),
    Case("model-unknown", .errorModel, TestRequest("GET", "/v1/models/aidc-ai/ovis-imag")),
    Case("model-case", .errorModel, TestRequest("GET", "/v1/models/AIDC-AI/ovis-image")),
    Case("model-one-segment", .errorModel, TestRequest("GET", "/v1/models/ovis-image")),
    Case("model-six-segments", .errorModel, TestRequest("GET", "/v1/models/a/b/c/d/e/f")),
    Case("model-encoded", .errorModel, TestRequest("GET", "/v1/models/aidc-ai%2Fovis-image")),
    Case("json-empty", .errorNotJSON, body("")),
    Case("json-cut", .errorNotJSON, body("{\n  \"prompt\": \"x\"\n")),
    Case("json-array", .errorNotJSON, body("[]")),
    Case("json-trailing", .errorNotJSON, body("{} x")),
    Case("schema-missing", .errorSchema, body("{}")),
    Case("schema-unknown", .errorSchema, body(#"{"prompt":"x","sead":1}"#)),
    Case("schema-type", .errorSchema, body(#"{"prompt":5}"#)),
    Case("schema-null", .errorSchema, body(#"{"prompt":null}"#)),
    Case("schema-enum", .errorSchema, body(#"{"prompt":"x","image_size":"squar"}"#)),
    Case("schema-range", .errorSchema, body(#"{"prompt":"x","num_inference_steps":51}"#)),
    Case("schema-integer", .errorSchema, body(#"{"prompt":"x","seed":1.5}"#)),
    Case("schema-twice", .errorSchema, body(#"{"prompt":"x","prompt":"y"}"#)),
    Case(
      "schema-many", .errorSchema,
      body(#"{"guidance_scale":0,"output_format":"gif","negative_prompt":[],"a/b~c":true}"#)),
    Case(
      "schema-uri", .errorSchema,
      TestRequest(
        "POST", "/v1/models/openai/gpt-image-1-5/image-to-image",
        json: #"{"prompt":"x","image_urls":["ftp://a/b",3]}"#)),
    Case(
      "schema-items", .errorSchema,
      TestRequest(
        "POST", "/v1/models/openai/gpt-image-1-5/image-to-image",
        json: #"{"prompt":"x","image_urls":[]}"#)),
    Case("query-limit", .catalogueQuery, TestRequest("GET", "/v1/models?limit=501")),
    Case("query-offset", .catalogueQuery, TestRequest("GET", "/v1/models?offset=-1")),
    Case(
      "request-unknown", .errorUnknownRequest,
      TestRequest("GET", "/v1/requests/\(unknownID)/status")),
    Case(
      "request-malformed", .errorUnknownRequest, TestRequest("GET", "/v1/requests/7/result")),
    Case("output-unknown", .outputUnknown, TestRequest("GET", "/outputs/\(unknownID)/0.png")),
  ]

  @Test(arguments: cases)
  func `a refusal reads as its golden file`(_ refusal: Case) throws {
    for door in Door.allCases {
      let mock = try TestMock(door)
      let response = try mock.send(refusal.request)
      #expect(mock.events.map(\.promise) == [refusal.promise])
      #expect(try GoldenFile(refusal.name).holds(response.golden), "\(door)")
    }
  }

  @Test func `a request of another token is forbidden`() throws {
    for door in Door.allCases {
      let mock = try TestMock(door)
      let id = try mock.submit()
      for (method, verb) in [("GET", "status"), ("GET", "result"), ("POST", "cancel")] {
        let request = TestRequest(method, "/v1/requests/\(id)/\(verb)", token: "other")
        #expect(
          try GoldenFile("request-foreign").holds(try mock.send(request).golden))
      }
    }
  }

  /// Mistakes in the order in which they are refused, each with what puts it into a request.
  private static let order: [(promise: Promise, put: @Sendable (TestRequest) -> TestRequest)] = [
    (.errorHost, { $0.with("Host", nil) }),
    (.errorMethod, { change($0) { $0.method = "PUT" } }),
    (.errorToken, { $0.with("Authorization", nil) }),
    (.errorContentType, { $0.with("Content-Type", "text/plain") }),
    (.errorModel, { change($0) { $0.target = "/v1/models/no/such" } }),
    (.errorNotJSON, { change($0) { $0.body = Array("{".utf8) } }),
  ]

  private static func change(
    _ request: TestRequest, _ change: (inout TestRequest) -> Void
  ) -> TestRequest {
    var copy = request
    change(&copy)
    return copy
  }

  @Test(arguments: Door.allCases)
  func `of two mistakes the earlier in the contract's order is refused`(_ door: Door) throws {
    let mock = try TestMock(door)
    for (position, first) in Self.order.enumerated() {
      for second in Self.order[(position + 1)...] {
        let before = mock.events.count
        _ = try mock.send(second.put(first.put(Self.good)))
        #expect(mock.events.dropFirst(before).map(\.promise) == [first.promise])
      }
    }
  }

  @Test(arguments: Door.allCases)
  func `an unknown path is refused before its method and its token`(_ door: Door) throws {
    let mock = try TestMock(door)
    #expect(try mock.send(TestRequest("PUT", "/nothing", token: nil)).status == 404)
  }

  @Test func `a size that is too large is refused after the content type, before the model`() throws
  {
    let mock = try TestMock(.memory) { $0.bounds.body = 10 }
    let large = TestRequest("POST", "/v1/models/no/such", json: #"{"prompt":"a lighthouse"}"#)
    #expect(try mock.send(large).status == 413)
    #expect(try mock.send(large.with("Content-Type", "text/plain")).status == 415)
  }

  @Test(arguments: ["a", "é", "\\u00e9", "\\\\"])
  func `a huge key is shown by its beginning`(_ unit: String) throws {
    let mock = try TestMock(.memory)
    let key = String(repeating: unit, count: 50_000)
    for json in [#"{"prompt":"x","\#(key)":1}"#, #"{"prompt":"x","\#(key)":1,"\#(key)":2}"#] {
      let response = try mock.send(Self.body(json))
      #expect(response.status == 422)
      #expect(response.body.count < 10_000)
      #expect(response.text.contains("… (\(key.utf8.count) bytes)"))
      #expect(!response.text.contains("\u{FFFD}"))
    }
  }

  @Test func `a refusal by the head alone comes instead of the go-ahead`() throws {
    let mock = try TestMock(.socket)
    var connection = try RawConnection(port: try #require(mock.port))
    var request = Self.good.with("Expect", "100-continue").with("Authorization", nil)
    request.body = nil
    try connection.send(request.with("Content-Length", "14").bytes)
    #expect(try connection.receive().status == 401)
  }
}

extension RawResponse {
  /// What a golden file holds of a response: all but what the engine adds and the numbers of events.
  fileprivate var golden: String {
    let engine: Set = ["date", "content-length", "connection"]
    let fields = fields.filter { !engine.contains($0.name) }.sorted { $0.name < $1.name }
    let head = fields.map { name, value in
      "\(name): \(value.split(separator: "; event=").first ?? "")\n"
    }
    return "\(status)\n\(head.joined())\n\(text)\n"
  }
}

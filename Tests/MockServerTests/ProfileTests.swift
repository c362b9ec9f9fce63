import MockCore
import MockServer
import TestDoors
import Testing

/// Each switch of the contract changes what stands on the wire, and nothing else does.
@Suite(.timeLimit(.minutes(1)))
struct ProfileTests {
  /// One side of a switch: what to send and what must then be in the answer.
  struct Side: Sendable, CustomTestStringConvertible {
    let promise: Promise
    let word: String
    let timeline: Timeline
    let request: @Sendable (String) -> TestRequest
    let status: Int
    let marks: [String]
    var absent: [String] = []

    var testDescription: String { "\(promise.rawValue) = \(word)" }
  }

  private static let waits = Timeline(queue: .seconds(7), run: .never)
  private static let fails = Timeline(queue: .zero, run: .zero, ending: .badly(error: "why"))

  @Sendable private static func get(_ verb: String) -> @Sendable (String) -> TestRequest {
    { TestRequest("GET", "/v1/requests/\($0)/\(verb)") }
  }

  @Sendable private static func submit(_ json: String) -> @Sendable (String) -> TestRequest {
    { _ in TestRequest("POST", "/v1/models/openai/gpt-image-1-5/image-to-image", json: json) }
  }

  static let sides: [Side] = [
    Side(
      promise: .statusQueuePosition, word: "1", timeline: waits, request: get("status"),
      status: 200, marks: [#""queue_position":7}"#]),
    Side(
      promise: .statusQueuePosition, word: "0", timeline: waits, request: get("status"),
      status: 200, marks: [#""queue_position":6}"#]),
    Side(
      promise: .statusFailed, word: "completed", timeline: fails, request: get("status"),
      status: 200, marks: [#""status":"completed""#]),
    Side(
      promise: .statusFailed, word: "failed", timeline: fails, request: get("status"),
      status: 200, marks: [#""status":"failed""#]),
    Side(
      promise: .resultSucceeded, word: "completed", timeline: .instant, request: get("result"),
      status: 200, marks: [#""status":"completed""#]),
    Side(
      promise: .resultSucceeded, word: "succeeded", timeline: .instant, request: get("result"),
      status: 200, marks: [#""status":"succeeded""#]),
    Side(
      promise: .resultEndedKey, word: "completed_at", timeline: .instant, request: get("result"),
      status: 200, marks: [#""completed_at":""#], absent: ["finished_at"]),
    Side(
      promise: .resultEndedKey, word: "finished_at", timeline: .instant, request: get("result"),
      status: 200, marks: [#""finished_at":""#], absent: ["completed_at"]),
    Side(
      promise: .resultEndedKey, word: "both", timeline: .instant, request: get("result"),
      status: 200, marks: [#""completed_at":""#, #""finished_at":""#]),
    Side(
      promise: .resultErrorShape, word: "string", timeline: fails, request: get("result"),
      status: 200, marks: [#","error":"why","#]),
    Side(
      promise: .resultErrorShape, word: "object", timeline: fails, request: get("result"),
      status: 200, marks: [#","error":{"message":"why"},"#]),
    Side(
      promise: .resultErrorShape, word: "list", timeline: fails, request: get("result"),
      status: 200, marks: [#","error":[{"message":"why"}],"#]),
    Side(
      promise: .resultErrorShape, word: "absent", timeline: fails, request: get("result"),
      status: 200, marks: [#""status":"failed""#], absent: ["error"]),
    Side(
      promise: .cancelNotCancellable, word: "202", timeline: .instant,
      request: { TestRequest("POST", "/v1/requests/\($0)/cancel") }, status: 202,
      marks: ["not_cancellable"]),
    Side(
      promise: .cancelNotCancellable, word: "409", timeline: .instant,
      request: { TestRequest("POST", "/v1/requests/\($0)/cancel") }, status: 409,
      marks: ["not_cancellable"]),
    Side(
      promise: .validationUnknownProperties, word: "refuse", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["https://a.test/b"],"x":1}"#), status: 422,
      marks: ["unknown_property"]),
    Side(
      promise: .validationUnknownProperties, word: "accept", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["https://a.test/b"],"x":1}"#), status: 200,
      marks: ["request_id"]),
    Side(
      promise: .validationHTTPURLs, word: "refuse", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["http://a.test/b"]}"#), status: 422,
      marks: [#""pointer":"/image_urls/0""#]),
    Side(
      promise: .validationHTTPURLs, word: "accept", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["http://a.test/b"]}"#), status: 200,
      marks: ["request_id"]),
    Side(
      promise: .resultCost, word: "0", timeline: fails, request: get("result?include_cost=true"),
      status: 200, marks: [#","cost":0}"#]),
    Side(
      promise: .validationExplicitNull, word: "refuse", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["https://a.test/b"],"quality":null}"#),
      status: 422, marks: [#""pointer":"/quality""#]),
    Side(
      promise: .validationExplicitNull, word: "accept", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["https://a.test/b"],"quality":null}"#),
      status: 200, marks: ["request_id"]),
    Side(
      promise: .validationDuplicateKeys, word: "refuse", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["https://a.test/b"],"prompt":"y"}"#),
      status: 422, marks: ["duplicate_key"]),
    Side(
      promise: .validationDuplicateKeys, word: "accept", timeline: .instant,
      request: submit(#"{"prompt":"x","image_urls":["https://a.test/b"],"prompt":"y"}"#),
      status: 200, marks: ["request_id"]),
  ]

  /// A call that is refused, and what the mock must be told for that.
  struct Refused: Sendable, CustomTestStringConvertible {
    let promise: Promise
    let change: @Sendable (inout ServiceSettings) -> Void
    let request: @Sendable (TestMock) throws -> TestRequest

    init(
      _ promise: Promise, _ change: @escaping @Sendable (inout ServiceSettings) -> Void = { _ in },
      request: @escaping @Sendable (TestMock) throws -> TestRequest
    ) {
      self.promise = promise
      self.change = change
      self.request = request
    }

    var testDescription: String { promise.rawValue }
  }

  static let refused: [Refused] = [
    Refused(.outputUnknown) { _ in TestRequest("GET", "/outputs/none/0.png", token: nil) },
    Refused(.catalogueQuery) { _ in TestRequest("GET", "/v1/models?limit=0") },
    Refused(.errorHost) { _ in TestRequest("GET", "/v1/models").with("Host", "a b") },
    Refused(.errorPath) { _ in TestRequest("GET", "/nothing") },
    Refused(.errorMethod) { _ in TestRequest("DELETE", "/v1/models") },
    Refused(.errorToken) { _ in TestRequest("GET", "/v1/models", token: nil) },
    Refused(.errorContentType) { _ in
      submit("{}")("").with("Content-Type", "text/plain")
    },
    Refused(.errorTooLarge, { $0.bounds.body = 4 }, request: { _ in submit("{}   ")("") }),
    Refused(.errorModel) { _ in TestRequest("GET", "/v1/models/no/such") },
    Refused(.errorNotJSON) { _ in submit("{")("") },
    Refused(.errorSchema) { _ in submit("{}")("") },
    Refused(
      .errorBalance, { $0.balance = 0 },
      request: { _ in submit(#"{"prompt":"x","image_urls":["https://a.test/b"]}"#)("") }),
    Refused(.errorUnknownRequest) { _ in
      TestRequest("GET", "/v1/requests/00000000-0000-4000-8000-000000000000/status")
    },
    Refused(.errorForeignRequest) { mock in
      TestRequest("GET", "/v1/requests/\(try mock.submit())/status", token: "other")
    },
  ]

  @Test(arguments: refused)
  func `a refusal looks as the profile says`(_ refused: Refused) throws {
    let entry = try #require(ProfileSwitch.of(refused.promise))
    for side in entry.sides + [.error(ErrorAnswer(451, 4_510_099))] {
      guard case .error(let answer) = side else { continue }
      var profile = Profile()
      #expect(entry.set(&profile, side))
      for door in Door.allCases {
        let mock = try TestMock(door) {
          $0.profile = profile
          refused.change(&$0)
        }
        let response = try mock.send(try refused.request(mock))
        #expect(response.status == answer.status)
        #expect(response.text.hasPrefix(#"{"error_code":\#(answer.code),"#))
      }
    }
  }

  @Test(arguments: sides)
  func `a side of a switch stands on the wire`(_ side: Side) throws {
    let profileSwitch = try #require(ProfileSwitch.of(side.promise))
    var profile = Profile()
    let answer = try #require(
      profileSwitch.sides.first { $0.description == side.word }, "\(side.word)")
    #expect(profileSwitch.set(&profile, answer))
    for door in Door.allCases {
      let mock = try TestMock(door) {
        $0.timeline = side.timeline
        $0.profile = profile
      }
      let response = try mock.send(side.request(try mock.submit()))
      #expect(response.status == side.status)
      for mark in side.marks { #expect(response.text.contains(mark)) }
      for word in side.absent { #expect(!response.text.contains(word)) }
    }
  }

  @Test func `an output expires where the profile says so`() throws {
    var profile = Profile()
    profile.outputLifetime = .sevenDays
    let mock = try TestMock(.memory) {
      $0.timeline = .instant
      $0.profile = profile
    }
    let id = try mock.submit()
    let request = TestRequest("GET", "/outputs/\(id)/0.png", token: nil)
    #expect(try mock.send(request, at: 7 * 86_400 - 1).status == 200)
    let late = try mock.send(request, at: 7 * 86_400)
    #expect(late.status == 410)
    #expect(late.text.hasPrefix(#"{"error_code":410001,"#))
  }

  @Test func `a 401 says how to authenticate, whatever it is the answer to`() throws {
    let mock = try TestMock(.memory) { $0.profile.unknownRequestError = ErrorAnswer(401, 1) }
    let request = TestRequest("GET", "/v1/requests/00000000-0000-4000-8000-000000000000/status")
    let response = try mock.send(request)
    #expect(response.status == 401)
    #expect(response.fields.contains { $0.name == "www-authenticate" && $0.value == "Bearer" })
  }

  @Test func `each switch is shown above, each word of it`() {
    // An expiry and the price of a failure are shown by themselves.
    let elsewhere = ["output.expiry unlimited", "output.expiry 7d", "result.cost price"]
    for entry in ProfileSwitch.all {
      if case .error = entry.sides[0] {
        #expect(Self.refused.contains { $0.promise == entry.promise }, "\(entry.promise.rawValue)")
        continue
      }
      let shown = Self.sides.filter { $0.promise == entry.promise }.map(\.word)
      let words = entry.sides.map(\.description).filter {
        !elsewhere.contains("\(entry.promise.rawValue) \($0)")
      }
      #expect(Set(shown) == Set(words), "\(entry.promise.rawValue)")
    }
  }

  @Test func `a failure costs the price where the profile says so`() throws {
    let model = try ModelFile.model(
      Array(
        #"{"model_id":"a/b","output_type":"image","base_price_usd":0.25,"input_schema":{}}"#.utf8),
      file: "m.json"
    ).get()
    for (side, cost) in [(CostOfFailure.nothing, "0"), (.price, "0.25")] {
      let mock = try TestMock(.memory, models: [model]) {
        $0.timeline = Self.fails
        $0.profile.costOfFailure = side
      }
      let answer = try mock.send(TestRequest("POST", "/v1/models/a/b", json: "{}"))
      let id = answer.text.split(separator: "\"")[3]
      let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result?include_cost=true"))
      #expect(result.text.hasSuffix(#","cost":\#(cost)}"#))
    }
  }

  @Test func `the documented profile speaks as the docs do`() throws {
    let documented = try Profiles.profile("documented")
    let mock = try TestMock(.memory) {
      $0.timeline = .instant
      $0.profile = documented
    }
    let id = try mock.submit()
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    #expect(result.text.contains(#""status":"succeeded""#))
    #expect(result.text.contains(#""finished_at":""#))
    #expect(try mock.send(TestRequest("GET", "/v1/models", token: nil)).status == 400)
  }
}

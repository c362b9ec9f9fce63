import MockCore
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
      promise: .errorToken, word: "401", timeline: .instant,
      request: { _ in TestRequest("GET", "/v1/models", token: nil) }, status: 401,
      marks: [#"{"error_code":400004,"#]),
    Side(
      promise: .errorToken, word: "400", timeline: .instant,
      request: { _ in TestRequest("GET", "/v1/models", token: nil) }, status: 400,
      marks: [#"{"error_code":400004,"#]),
    Side(
      promise: .errorModel, word: "400", timeline: .instant,
      request: { _ in TestRequest("GET", "/v1/models/no/such") }, status: 400,
      marks: [#"{"error_code":400001,"#]),
    Side(
      promise: .errorModel, word: "404", timeline: .instant,
      request: { _ in TestRequest("GET", "/v1/models/no/such") }, status: 404,
      marks: [#"{"error_code":404001,"#]),
    Side(
      promise: .errorForeignRequest, word: "403", timeline: .instant,
      request: { TestRequest("GET", "/v1/requests/\($0)/status", token: "other") }, status: 403,
      marks: [#"{"error_code":403001,"#]),
    Side(
      promise: .errorForeignRequest, word: "404", timeline: .instant,
      request: { TestRequest("GET", "/v1/requests/\($0)/status", token: "other") }, status: 404,
      marks: [#"{"error_code":404001,"#]),
    Side(
      promise: .errorSchema, word: "422", timeline: .instant, request: submit("{}"), status: 422,
      marks: [#"{"error_code":422001,"#]),
    Side(
      promise: .errorSchema, word: "400", timeline: .instant, request: submit("{}"), status: 400,
      marks: [#"{"error_code":422001,"#]),
    Side(
      promise: .errorNotJSON, word: "400", timeline: .instant, request: submit("{"), status: 400,
      marks: [#"{"error_code":400003,"#]),
    Side(
      promise: .errorNotJSON, word: "422", timeline: .instant, request: submit("{"), status: 422,
      marks: [#"{"error_code":400003,"#]),
  ]

  @Test(arguments: sides)
  func `a side of a switch stands on the wire`(_ side: Side) throws {
    let profileSwitch = try #require(ProfileSwitch.of(side.promise))
    var profile = Profile()
    #expect(profileSwitch.set(&profile, side.word))
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

  @Test func `each side of each switch is shown above`() {
    // Without balance nothing is refused yet, and an expiry is shown by itself.
    let elsewhere: Set<Promise> = [.errorBalance, .outputExpiry]
    for entry in ProfileSwitch.all where !elsewhere.contains(entry.promise) {
      let shown = Self.sides.filter { $0.promise == entry.promise }.map(\.word)
      #expect(Set(shown) == Set(entry.sides), "\(entry.promise.rawValue)")
    }
  }

  @Test func `the documented profile speaks as the docs do`() throws {
    let mock = try TestMock(.memory) {
      $0.timeline = .instant
      $0.profile = .documented
    }
    let id = try mock.submit()
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    #expect(result.text.contains(#""status":"succeeded""#))
    #expect(result.text.contains(#""finished_at":""#))
    #expect(try mock.send(TestRequest("GET", "/v1/models", token: nil)).status == 400)
  }
}

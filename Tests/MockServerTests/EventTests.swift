import MockCore
import TestDoors
import Testing

@Suite(.timeLimit(.minutes(1)))
struct EventTests {
  @Test(arguments: Door.allCases)
  func `each call is an event with the promise that spoke`(_ door: Door) throws {
    let mock = try TestMock(door) { $0.timeline = .instant }
    let id = try mock.submit()
    _ = try mock.send(TestRequest("GET", "/v1/requests/\(id)/status"))
    _ = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    _ = try mock.send(TestRequest("POST", "/v1/requests/\(id)/cancel"))
    _ = try mock.send(TestRequest("GET", "/v1/requests/\(id)/status", token: "other"))
    let events = mock.events
    #expect(
      events.map(\.promise) == [
        .submitAccepted, .statusCompleted, .resultSucceeded, .cancelEnded, .errorForeignRequest,
      ])
    #expect(events.map(\.endpoint) == [.submit, .status, .result, .cancel, .status])
    #expect(events.map(\.status) == [200, 200, 200, 202, 403])
    #expect(events.map(\.number) == [1, 2, 3, 4, 5])
    #expect(events.map { $0.tenant?.serial } == [1, 1, 1, 1, 2])
    #expect(events.allSatisfy { $0.request?.description == id })
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.monotonic <= $1.monotonic })
  }

  @Test func `an event bears the tenant's time and the monotonic one`() throws {
    let mock = try TestMock(.memory)
    _ = try mock.submit(at: 3)
    let event = try #require(mock.events.first)
    #expect(event.monotonic == 3_000_000_000)
    #expect(event.time == TestMock.start + .seconds(3))
  }

  @Test(arguments: Door.allCases)
  func `no event and no answer shows a token`(_ door: Door) throws {
    let mock = try TestMock(door)
    let secret = "s3cret-token"
    var answers: [RawResponse] = []
    answers.append(
      try mock.send(
        TestRequest("POST", "/v1/models/aidc-ai/ovis-image", token: secret, json: "{}")))
    answers.append(try mock.send(TestRequest("GET", "/v1/models", token: secret + ",")))
    answers.append(
      try mock.send(TestRequest("GET", "/v1/models", token: nil).with("Authorization", secret)))
    answers.append(try mock.send(TestRequest("GET", "/v1/models", token: "a.story~" + secret)))
    for answer in answers {
      #expect(!answer.text.contains(secret))
      #expect(!answer.fields.contains { $0.value.contains(secret) })
    }
    #expect(mock.events.count == 4)
    for event in mock.events { #expect(!"\(event)".contains(secret)) }
  }
}

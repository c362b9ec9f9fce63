import MockCore
import TestDoors
import Testing

/// What a mock that runs for a month must not exceed.
@Suite(.timeLimit(.minutes(1)))
struct BoundsTests {
  @Test(arguments: Door.allCases)
  func `the oldest job that has ended makes room`(_ door: Door) throws {
    let mock = try TestMock(door) {
      $0.bounds.jobs = 3
      $0.timeline = .instant
    }
    let ids = try (0..<4).map { _ in try mock.submit() }
    let first = try mock.send(TestRequest("GET", "/v1/requests/\(ids[0])/status"))
    #expect(first.status == 404)
    #expect(mock.events.last?.note?.hasPrefix("forgotten to make room") == true)
    for id in ids[1...] {
      #expect(try mock.send(TestRequest("GET", "/v1/requests/\(id)/status")).status == 200)
    }
  }

  @Test(arguments: Door.allCases)
  func `a store full of live jobs says that it is busy`(_ door: Door) throws {
    let mock = try TestMock(door) {
      $0.bounds.jobs = 2
      $0.timeline = Timeline(queue: .zero, run: .never)
    }
    let ids = try (0..<2).map { _ in try mock.submit() }
    let response = try mock.send(
      TestRequest("POST", "/v1/models/aidc-ai/ovis-image", json: #"{"prompt":"x"}"#))
    #expect(response.status == 503)
    #expect(response.text.hasPrefix(#"{"error_code":503001,"#))
    for id in ids {
      #expect(try mock.send(TestRequest("GET", "/v1/requests/\(id)/status")).status == 200)
    }
  }

  @Test(arguments: Door.allCases)
  func `the tenant that was idle longest is forgotten, its jobs with it`(_ door: Door) throws {
    let mock = try TestMock(door) {
      $0.bounds.tenants = 2
      $0.timeline = .instant
    }
    let idOfA = try mock.submit(token: "a")
    let idOfB = try mock.submit(token: "b")
    _ = try mock.send(TestRequest("GET", "/v1/models", token: "a"))
    _ = try mock.submit(token: "c")
    let statusA = TestRequest("GET", "/v1/requests/\(idOfA)/status", token: "a")
    #expect(try mock.send(statusA).status == 200)
    let statusB = TestRequest("GET", "/v1/requests/\(idOfB)/status", token: "b")
    #expect(try mock.send(statusB).status == 404)
    #expect(mock.events.last?.note?.hasPrefix("its tenant was forgotten") == true)
  }

  @Test(arguments: Door.allCases)
  func `a tenant with a live job is not forgotten`(_ door: Door) throws {
    let mock = try TestMock(door) {
      $0.bounds.tenants = 1
      $0.timeline = Timeline(queue: .zero, run: .never)
    }
    let id = try mock.submit(token: "a")
    #expect(try mock.send(TestRequest("GET", "/v1/models", token: "b")).status == 503)
    #expect(
      try mock.send(TestRequest("GET", "/v1/requests/\(id)/status", token: "a")).status == 200)
  }

  @Test func `a tenant whose jobs have ended can be forgotten`() throws {
    let mock = try TestMock(.memory) { $0.bounds.tenants = 1 }
    _ = try mock.submit(token: "a")
    #expect(try mock.send(TestRequest("GET", "/v1/models", token: "b"), at: 5.9).status == 503)
    #expect(try mock.send(TestRequest("GET", "/v1/models", token: "b"), at: 6).status == 200)
  }
}

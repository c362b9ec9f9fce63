import MockCore
import MockServer
import TestDoors
import Testing

/// Calls that a story puts off.
@Suite(.timeLimit(.minutes(1)))
struct DelayedCallTests {
  private func connect(_ mock: TestMock) throws -> RawConnection {
    try RawConnection(port: try #require(mock.port))
  }

  /// Asks again and again until so many delays have begun.
  private func awaitDelays(_ mock: TestMock, _ count: Int) throws {
    var begun = 0
    while begun < count {
      let delays = try #require(try mock.receipts()["delays"] as? [[String: Any]])
      begun = delays.reduce(0) { $0 + ($1["count"] as? Int ?? 0) }
    }
  }

  private func createdAt(_ mock: TestMock, _ id: String) throws -> Double {
    try seconds(try #require(try mock.result(id).json["created_at"] as? String))
  }

  // MARK: Before and after the work

  @Test func `a submit that is delayed before its work has no job until then`() throws {
    let mock = try TestMock(script: "clock: frozen\ndelays: [{ on: submit, for: 1h }]")
    let start = try mock.time()
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    #expect(try mock.jobCount() == 0)
    try mock.advance("3599.999s")
    #expect(try mock.jobCount() == 0)
    var hasInput = connection.hasInput
    #expect(!hasInput)
    try mock.advance("1ms")
    // All that was due has happened when `advance` answers.
    hasInput = connection.hasInput
    #expect(hasInput)
    #expect(try mock.jobCount() == 1)
    let id = try #require(try connection.receive().json["request_id"] as? String)
    #expect(abs(try createdAt(mock, id) - start - 3600) < 0.000_01)
  }

  @Test func `a submit that is delayed after its work has its job at once`() throws {
    let mock = try TestMock(
      script: "clock: frozen\ndelays: [{ on: submit, when: after-commit, for: 1h }]")
    let start = try mock.time()
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    #expect(try mock.jobCount() == 1)
    var hasInput = connection.hasInput
    #expect(!hasInput)
    try mock.advance("1h")
    hasInput = connection.hasInput
    #expect(hasInput)
    let answer = try connection.receive()
    let id = try #require(try answer.json["request_id"] as? String)
    #expect(abs(try createdAt(mock, id) - start) < 0.000_01)
    // The answer is dated when it is sent.
    #expect(try seconds(httpDate: answer["date"]) == (start + 3600).rounded(.down))
  }

  @Test func `a cancel that is delayed loses its race, one whose answer is delayed does not`()
    throws
  {
    for (phase, outcome) in [("before-commit", "not_cancellable"), ("after-commit", "cancelled")] {
      let mock = try TestMock(
        script: """
          clock: frozen
          job: { queue: 10s, run: 10s }
          delays: [{ on: cancel, when: \(phase), for: 10s }]
          """)
      let id = try mock.submit()
      var connection = try connect(mock)
      try connection.send(TestRequest("POST", "/v1/requests/\(id)/cancel").bytes)
      try awaitDelays(mock, 1)
      try mock.advance("10s")
      #expect(try connection.receive().json["outcome"] as? String == outcome)
    }
  }

  // MARK: One advance over several times

  @Test func `work that becomes due on the way is done at its own time`() throws {
    let mock = try TestMock(
      script: """
        clock: frozen
        job: { queue: 10m, run: 10m }
        delays:
          - { on: submit, for: 1h }
          - { on: submit, when: after-commit, for: 30m }
        """)
    let start = try mock.time()
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    try mock.advance("2h")
    let hasInput = connection.hasInput
    #expect(hasInput)
    let id = try #require(try connection.receive().json["request_id"] as? String)
    #expect(abs(try createdAt(mock, id) - start - 3600) < 0.000_01)
    // As in real time: taken after an hour, it has ended forty minutes ago.
    #expect(try mock.status(id).state == "completed")
  }

  @Test func `what becomes due together happens in the order of time`() throws {
    let mock = try TestMock(
      script: """
        clock: frozen
        delays:
          - { on: submit, nth: 1, for: 30s }
          - { on: submit, nth: 2, for: 10s }
          - { on: submit, nth: 3, for: 20s }
        """)
    let start = try mock.time()
    let port = try #require(mock.port)
    let connections = try (1...3).map { count in
      let connection = RawConnectionBox(try RawConnection(port: port))
      try connection.it.send(TestRequest.submit().bytes)
      try awaitDelays(mock, count)
      return connection
    }
    try mock.advance("1m")
    let jobs = try #require(try mock.receipts()["jobs"] as? [[String: Any]])
    let accepted = try jobs.map {
      try createdAt(mock, try #require($0["request_id"] as? String)) - start
    }
    #expect(accepted.map { $0.rounded() } == [10, 20, 30])
    let ids = try connections.map { try $0.it.receive().json["request_id"] as? String }
    #expect(jobs.map { $0["request_id"] as? String } == [ids[1], ids[2], ids[0]])
  }

  @Test func `Retry-After as a date counts from when the answer is sent`() throws {
    let mock = try TestMock(
      script: """
        clock: frozen
        delays: [{ on: submit, when: after-commit, for: 1h }]
        faults:
          - on: submit
            nth: 1
            when: after-commit
            do: { refuse: { as: errors.rate-limit, retry-after: { date: 5s } } }
        """)
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    try mock.advance("1h")
    let answer = try connection.receive()
    let now = try mock.time().rounded(.down)
    #expect(try seconds(httpDate: answer["date"]) == now)
    #expect(try seconds(httpDate: answer["retry-after"]) == now + 5)
  }

  // MARK: Paces

  @Test(arguments: ["jumping", "1000000x"])
  func `an hour's delay passes at once`(_ pace: String) throws {
    let mock = try TestMock(script: "clock: \(pace)\ndelays: [{ on: any, for: 1h }]")
    let start = try mock.time()
    let clock = ContinuousClock.now
    let id = try mock.submit()
    #expect(try mock.status(id).status == 200)
    #expect(ContinuousClock.now - clock < .seconds(5))
    #expect(try mock.time() >= start + 7200)
  }

  @Test func `a delay in real time is no shorter than it says`() throws {
    let mock = try TestMock(script: "delays: [{ on: status, for: 60ms }]")
    let id = try mock.submit()
    let start = ContinuousClock.now
    #expect(try mock.status(id).status == 200)
    #expect(ContinuousClock.now - start >= .milliseconds(60))
  }

  @Test(arguments: [
    #"{"pace":"jumping"}"#, #"{"pace":"1000000x"}"#, #"{"pace":"real","advance":"1h"}"#,
  ])
  func `a clock that begins to go wakes who waits`(_ body: String) throws {
    let mock = try TestMock(script: "clock: frozen\ndelays: [{ on: submit, for: 1h }]")
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    #expect(try mock.control("POST", "clock", body).status == 200)
    #expect(try connection.receive().status == 200)
  }

  @Test func `who waits under a clock that is stopped waits on`() throws {
    let mock = try TestMock(script: "delays: [{ on: submit, for: 1h }]")
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    #expect(
      try mock.control("POST", "clock", #"{"pace":"frozen","advance":"3599s"}"#).status == 200)
    let hasInput = connection.hasInput
    #expect(!hasInput)
    try mock.advance("1s")
    #expect(try connection.receive().status == 200)
  }

  @Test func `one token's clock wakes no other's calls`() throws {
    let mock = try TestMock(script: "clock: frozen\ndelays: [{ on: submit, for: 1h }]")
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    try mock.advance("2h", token: "other")
    let hasInput = connection.hasInput
    #expect(!hasInput)
    try mock.advance("1h")
    #expect(try connection.receive().status == 200)
  }

  // MARK: Faults and delays together

  @Test(arguments: [("before-commit", 0), ("after-commit", 1)])
  func `a fault comes when the delay is over`(_ phase: String, _ jobs: Int) throws {
    let mock = try TestMock(
      script: """
        clock: frozen
        delays: [{ on: submit, when: \(phase), for: 1h }]
        faults: [{ on: submit, nth: 1, when: \(phase), do: reset }]
        """)
    var connection = try connect(mock)
    try connection.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 1)
    let hasInput = connection.hasInput
    #expect(!hasInput)
    try mock.advance("1h")
    let end = try connection.receiveToEnd()
    #expect(end.end == .reset)
    #expect(end.bytes == [])
    #expect(try mock.jobCount() == jobs)
  }

  @Test func `a picture comes late, and is whole`() throws {
    for phase in ["before-commit", "after-commit"] {
      let mock = try TestMock(
        script: """
          clock: frozen
          job: { queue: 0s, run: 0s }
          delays: [{ on: output, nth: 1, when: \(phase), for: 1h }]
          """)
      let id = try mock.submit()
      var connection = try connect(mock)
      try connection.send(TestRequest("GET", "/outputs/\(id)/0.png", token: nil).bytes)
      try awaitDelays(mock, 1)
      let whole = try mock.output(id)
      let hasInput = connection.hasInput
      #expect(!hasInput)
      try mock.advance("1h")
      #expect(try connection.receive().body == whole.body)
    }
  }

  @Test func `a client that leaves while its call sleeps takes nothing with it`() throws {
    let mock = try TestMock(script: "clock: frozen\ndelays: [{ on: submit, nth: 1-2, for: 1h }]")
    do {
      let gone = try connect(mock)
      try gone.send(TestRequest.submit().bytes)
      try awaitDelays(mock, 1)
    }
    var stays = try connect(mock)
    try stays.send(TestRequest.submit().bytes)
    try awaitDelays(mock, 2)
    try mock.advance("1h")
    #expect(try stays.receive().status == 200)
    #expect(try mock.send(.submit()).status == 200)
  }

  @Test func `calls that wake together are each done once`() throws {
    let mock = try TestMock(
      script: """
        clock: frozen
        delays: [{ on: status, for: 1h }]
        faults: [{ on: status, nth: 500, do: { gateway: 502 } }]
        """)
    let port = try #require(mock.port)
    let id = try mock.submit()
    let connections = try (1...1000).map { _ in
      let connection = RawConnectionBox(try RawConnection(port: port))
      try connection.it.send(TestRequest.status(id).bytes)
      return connection
    }
    try awaitDelays(mock, 1000)
    try mock.advance("1h")
    let statuses = try connections.map { try $0.it.receive().status }
    #expect(statuses.count { $0 == 200 } == 999)
    #expect(statuses.count { $0 == 502 } == 1)
    let delays = try #require(try mock.receipts()["delays"] as? [[String: Any]])
    #expect(delays.map { $0["count"] as? Int } == [1000])
  }

  @Test func `the library's clock wakes who waits, before it returns`() async throws {
    var settings = ServerSettings()
    settings.pace = .frozen
    let text = "version: 1\nstory: a/b\ntitle: t\nscript: { delays: [{ on: submit, for: 1h }] }"
    settings.service.story = try StoryFile.story(Array(text.utf8), file: "s.yaml").get()
    let server = try MockServer(settings)
    var connection = try RawConnection(port: server.port)
    try connection.send(TestRequest.submit().bytes)
    let clock = server.clock(of: "me")
    var receipts = TestRequest("GET", "/_mock/v1/receipts").with("Host", "127.0.0.1")
    receipts.fields.append(("Connection", "close"))
    var hasBegun = false
    while !hasBegun {
      var other = try RawConnection(port: server.port)
      try other.send(receipts.bytes)
      hasBegun = try other.receive().text.contains(#""count":1"#)
    }
    let before = try await clock.now
    try await clock.advance(by: .seconds(3600))
    let hasInput = connection.hasInput
    #expect(hasInput)
    #expect(try await clock.now == before + .seconds(3600))
    let status = try connection.receive().status
    #expect(status == 200)
    server.stop()
  }

  @Test func `a mock stops at once while a thousand calls sleep`() throws {
    let clock = ContinuousClock()
    var mock: TestMock? = try TestMock(script: "clock: frozen\ndelays: [{ on: status, for: 1h }]")
    let port = try #require(mock?.port)
    let id = try #require(try mock?.submit())
    let connections = try (1...1000).map { _ in
      let connection = RawConnectionBox(try RawConnection(port: port))
      try connection.it.send(TestRequest.status(id).bytes)
      return connection
    }
    if let mock { try awaitDelays(mock, 1000) }
    let start = clock.now
    mock = nil
    #expect(clock.now - start < .seconds(2))
    for connection in connections { #expect(try connection.it.receiveToEnd().bytes == []) }
  }
}

/// Lets connections be kept in an array.
private final class RawConnectionBox {
  var it: RawConnection

  init(_ connection: consuming RawConnection) {
    it = connection
  }
}

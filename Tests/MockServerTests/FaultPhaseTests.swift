import MockCore
import TestDoors
import Testing

/// Whether the work was done when a call goes wrong.
@Suite(.timeLimit(.minutes(1)))
struct FaultPhaseTests {
  private static let actions = [
    "close", "reset", "silence", "{ gateway: 504 }", "{ answer: { status: 503, body: x } }",
    "{ refuse: errors.server-fault }", "{ redirect: other-host }",
  ]

  /// Sends a request and waits for whatever its fault does: how the connection ended, and with what bytes.
  private func meet(_ mock: TestMock, _ request: TestRequest, _ action: String) throws -> String {
    var connection = try RawConnection(port: try #require(mock.port))
    try connection.send(request.with("Connection", "close").bytes)
    guard action == "silence" else {
      let end = try connection.receiveToEnd()
      return "\(end.end): " + String(decoding: end.bytes, as: UTF8.self).prefix { $0 != "\r\n" }
    }
    // That it says nothing shows when a later call on another connection has been answered.
    _ = try mock.control("GET", "clock")
    return connection.hasInput ? "something" : "silence"
  }

  private func expected(_ action: String) -> String {
    switch action {
    case "close": "closed: "
    case "reset": "reset: "
    case "silence": "silence"
    case "{ gateway: 504 }": "closed: HTTP/1.1 504 Gateway Timeout"
    case "{ redirect: other-host }": "closed: HTTP/1.1 302 Found"
    case "{ refuse: errors.server-fault }": "closed: HTTP/1.1 500 Internal Server Error"
    default: "closed: HTTP/1.1 503 Service Unavailable"
    }
  }

  @Test(arguments: actions, ["before-commit", "after-commit"])
  func `a submit goes wrong before or after the job is taken`(
    _ action: String, _ phase: String
  ) throws {
    let mock = try TestMock(
      script: "faults:\n  - { on: submit, nth: 2, when: \(phase), do: \(action) }")
    _ = try mock.submit()
    #expect(try meet(mock, .submit(), action) == expected(action))
    #expect(try mock.jobCount() == (phase == "before-commit" ? 1 : 2))
    // The third is as the first.
    _ = try mock.submit()
    #expect(try mock.jobCount() == (phase == "before-commit" ? 2 : 3))
  }

  @Test(arguments: actions, ["before-commit", "after-commit"])
  func `a cancel goes wrong before or after the job is cancelled`(
    _ action: String, _ phase: String
  ) throws {
    let mock = try TestMock(
      script: """
        job: { queue: forever }
        faults:
          - { on: cancel, nth: 1, when: \(phase), do: \(action) }
        """)
    let id = try mock.submit()
    let cancel = TestRequest("POST", "/v1/requests/\(id)/cancel")
    #expect(try meet(mock, cancel, action) == expected(action))
    let isCancelled = phase == "after-commit"
    #expect(try mock.status(id).state == (isCancelled ? "cancelled" : "in_queue"))
    let second = try mock.cancel(id)
    #expect(
      try second.json["outcome"] as? String == (isCancelled ? "not_cancellable" : "cancelled"))
    // Each job has a first cancel.
    let other = TestRequest("POST", "/v1/requests/\(try mock.submit())/cancel")
    #expect(try meet(mock, other, action) == expected(action))
  }

  @Test(arguments: ["{ cut: 50% }", "{ edit: { body: x } }", "{ trickle: 1000000 }"])
  func `a fault in the answer comes after the work`(_ action: String) throws {
    let mock = try TestMock(
      script: """
        job: { queue: forever }
        faults:
          - { on: submit, nth: 2, do: \(action) }
          - { on: cancel, nth: 1, do: \(action) }
        """)
    let id = try mock.submit()
    _ = try meet(mock, .submit(), action)
    #expect(try mock.jobCount() == 2)
    _ = try meet(mock, TestRequest("POST", "/v1/requests/\(id)/cancel"), action)
    #expect(try mock.status(id).state == "cancelled")
  }

  @Test func `submits are counted of the token, all other calls of the job`() throws {
    let mock = try TestMock(
      script: """
        faults:
          - { on: submit, nth: 2-3, when: before-commit, do: { answer: { status: 500 } } }
          - { on: status, nth: [2, 4+], do: { answer: { status: 502 } } }
        """)
    func submits(_ token: String) throws -> [Int] {
      try (1...4).map { _ in
        try mock.send(TestRequest.submit().with("Authorization", "Bearer \(token)")).status
      }
    }
    #expect(try submits("one") == [200, 500, 500, 200])
    #expect(try submits("two") == [200, 500, 500, 200])
    let id = try mock.submit()
    #expect(try (1...6).map { _ in try mock.status(id).status } == [200, 502, 200, 502, 502, 502])
  }

  @Test func `a call that is refused anyway is not counted`() throws {
    let mock = try TestMock(
      script: """
        faults:
          - { on: submit, nth: 1, when: before-commit, do: close }
          - { on: status, nth: 1, do: close }
        """)
    #expect(try mock.send(.submit(#"{"prompt":7}"#)).status == 422)
    #expect(try mock.send(.submit("[")).status == 400)
    #expect(try meet(mock, .submit(), "close") == "closed: ")
    let id = try mock.submit()
    #expect(try mock.status(id, token: "else").status == 403)
    #expect(try meet(mock, .status(id), "close") == "closed: ")
    #expect(try mock.status(id).status == 200)
  }

  @Test func `the journal says which fault it was`() throws {
    let mock = try TestMock(
      script: "faults:\n  - { on: submit, nth: 1, when: after-commit, do: close }")
    #expect(try meet(mock, .submit(), "close") == "closed: ")
    let event = try #require(mock.events.last)
    #expect(event.promise == .mockStory)
    #expect(event.note == "test/it: submit close")
    #expect(event.request != nil)
  }

  @Test func `receipts say what has happened and what has not`() throws {
    let mock = try TestMock(
      script: """
        job: { queue: 10s, run: 10s }
        clock: frozen
        delays:
          - { on: result, for: 1ms }
        faults:
          - { on: status, nth: 2-3, do: { answer: { status: 502 } } }
          - { on: cancel, nth: 1, when: before-commit, do: close }
        """)
    let id = try mock.submit()
    for _ in 1...2 { _ = try mock.status(id) }
    try mock.advance("10s")
    let receipts = try mock.receipts()
    #expect(receipts["story"] as? String == "test/it")
    #expect(receipts["reached"] as? Bool == false)
    let faults = try #require(receipts["faults"] as? [[String: Any]])
    #expect(faults.map { $0["count"] as? Int } == [1, 0])
    #expect(faults.map { $0["reached"] as? Bool } == [true, false])
    #expect(faults.map { $0["do"] as? String } == ["answer", "close"])
    #expect(faults.map { $0["when"] as? String } == ["before-commit", "before-commit"])
    #expect(faults.map { $0["nth"] as? String } == ["2-3", "1"])
    let job = try #require((receipts["jobs"] as? [[String: Any]])?.first)
    #expect(job["request_id"] as? String == id)
    let transitions = try #require(job["transitions"] as? [[String: Any]])
    #expect(transitions.map { $0["to"] as? String } == ["in_progress", "succeeded"])
    #expect(transitions.map { $0["reached"] as? Bool } == [true, false])
    // Another token has receipts of its own.
    #expect(try mock.receipts(token: "else")["jobs"] as? [String] == [])
  }
}

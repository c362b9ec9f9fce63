import TestDoors
import Testing

/// Answers that are well-formed and wrong.
@Suite(.timeLimit(.minutes(1)))
struct MeaningFaultTests {
  @Test func `a state that nobody knows, and then the job goes on`() throws {
    let mock = try TestMock(
      script: """
        clock: jumping
        faults: [{ on: status, nth: 2, do: { edit: { set: { status: warming_up } } } }]
        """)
    let id = try mock.submit()
    #expect(
      try (1...4).map { _ in try mock.status(id).state }
        == ["in_queue", "warming_up", "completed", "completed"])
  }

  @Test func `a job goes back after its end, and only in words`() throws {
    let mock = try TestMock(
      script: """
        job: { queue: 0s, run: 0s }
        faults: [{ on: status, nth: 2, do: { edit: { set: { status: in_queue } } } }]
        """)
    let id = try mock.submit()
    #expect(
      try (1...3).map { _ in try mock.status(id).state } == ["completed", "in_queue", "completed"])
    #expect(try mock.result(id).state == "completed")
  }

  @Test func `a job is unknown right after the submit`() throws {
    let mock = try TestMock(
      script: "faults: [{ on: status, nth: 1, do: { refuse: errors.unknown-request } }]")
    let id = try mock.submit()
    #expect(try mock.status(id).status == 404)
    #expect(try mock.status(id).status == 200)
  }

  @Test func `a job is completed before its result is ready`() throws {
    let mock = try TestMock(
      script: """
        job: { queue: 10s, run: 10s }
        clock: frozen
        faults: [{ on: status, nth: 1, do: { edit: { set: { status: completed } } } }]
        """)
    let id = try mock.submit()
    #expect(try mock.status(id).state == "completed")
    #expect(try mock.result(id).json["output"] == nil)
    #expect(try mock.output(id).status == 404)
    try mock.advance("20s")
    #expect(try mock.result(id).json["output"] != nil)
    #expect(try mock.output(id).status == 200)
  }

  @Test(arguments: [
    "{ remove: [output] }", "{ remove: [output.image] }", "{ set: { output.image: null } }",
  ])
  func `a job is completed without a URL`(_ edit: String) throws {
    let mock = try TestMock(
      script: """
        job: { queue: 0s, run: 0s }
        faults: [{ on: result, nth: 1, do: { edit: \(edit) } }]
        """)
    let id = try mock.submit()
    let first = try mock.result(id)
    #expect(first.state == "completed")
    #expect((try first.json["output"] as? [String: Any])?["image"] as? String == nil)
    let second = try mock.result(id)
    #expect((try second.json["output"] as? [String: Any])?["image"] is String)
  }

  @Test func `a token is out of balance`() throws {
    let mock = try TestMock(script: "balance: 0")
    #expect(try mock.send(.submit()).status == 402)
    #expect(try mock.jobCount() == 0)
    let later = try TestMock(
      script:
        "faults: [{ on: submit, nth: 2+, when: before-commit, do: { refuse: errors.no-balance } }]")
    #expect(try (1...3).map { _ in try later.send(.submit()).status } == [200, 402, 402])
    #expect(try later.jobCount() == 1)
  }

  @Test func `a submit is answered without an id, and the job runs`() throws {
    let mock = try TestMock(
      script: "faults: [{ on: submit, nth: 1, do: { edit: { remove: [request_id] } } }]")
    let answer = try mock.send(.submit())
    #expect(answer.status == 200)
    #expect(try Set(answer.json.keys) == ["status_url", "result_url", "cancel_url"])
    #expect(try mock.jobCount() == 1)
  }

  @Test func `a cancel is accepted and loses the race`() throws {
    let mock = try TestMock(
      script: """
        clock: jumping
        faults:
          - on: cancel
            nth: 1
            when: before-commit
            do: { answer: { status: 202, json: { status: cancelled, outcome: cancelled } } }
        """)
    let id = try mock.submit()
    let answer = try mock.cancel(id)
    #expect(answer.status == 202)
    #expect(try answer.json["outcome"] as? String == "cancelled")
    #expect(
      try (1...3).map { _ in try mock.status(id).state } == [
        "in_queue", "in_progress", "completed",
      ])
    #expect(try mock.result(id).json["output"] != nil)
  }

  @Test func `jobs end badly with the error of the story, each by its number`() throws {
    let mock = try TestMock(
      script: """
        clock: frozen
        jobs:
          - { queue: 1s, run: 1s, ends: failed, error: out of memory }
          - { queue: 0s, run: 3s }
          - { queue: 20s, queue-positions: [5, 1] }
        """)
    let ids = try (1...4).map { _ in try mock.submit() }
    func positions() throws -> [Int?] {
      try ids.map { try mock.status($0).json["queue_position"] as? Int }
    }
    func states() throws -> [String?] { try ids.map { try mock.status($0).state } }
    #expect(try states() == ["in_queue", "in_progress", "in_queue", "in_queue"])
    #expect(try positions()[2...] == [5, 5])
    try mock.advance("10s")
    // The default profile has one word for both ends.
    #expect(try states() == ["completed", "completed", "in_queue", "in_queue"])
    #expect(try positions()[2...] == [1, 1])
    #expect(try mock.result(ids[0]).text.contains("out of memory"))
  }
}

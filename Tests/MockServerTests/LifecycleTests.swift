import MockCore
import TestDoors
import Testing

/// The four calls in every state of a job, through both doors.
///
/// The state is fixed by the timeline, so nothing waits.
@Suite(.timeLimit(.minutes(1)))
struct LifecycleTests {
  /// A state of a job, and how to get a job into it at once.
  enum Stage: String, CaseIterable, Sendable {
    case waits, runs, endedWell, endedBadly, cancelled

    var timeline: Timeline {
      switch self {
      case .waits, .cancelled: Timeline(queue: .seconds(3600), run: .never)
      case .runs: Timeline(queue: .zero, run: .never)
      case .endedWell: .instant
      case .endedBadly: Timeline(queue: .zero, run: .zero, ending: .badly(error: "no \"GPU\""))
      }
    }

    /// What the contract's table says: `/status`, `/result`, the outcome of a cancel.
    var words: (status: String, result: String, outcome: String) {
      switch self {
      case .waits: ("in_queue", "in_queue", "cancelled")
      case .runs: ("in_progress", "in_progress", "not_cancellable")
      case .endedWell: ("completed", "completed", "not_cancellable")
      case .endedBadly: ("completed", "failed", "not_cancellable")
      case .cancelled: ("cancelled", "cancelled", "not_cancellable")
      }
    }
  }

  private func job(_ door: Door, _ stage: Stage) throws -> (mock: TestMock, id: String) {
    let mock = try TestMock(door) { $0.timeline = stage.timeline }
    let id = try mock.submit()
    if stage == .cancelled { _ = try mock.send(TestRequest("POST", "/v1/requests/\(id)/cancel")) }
    return (mock, id)
  }

  @Test(arguments: Door.allCases)
  func `a submit answers the id and three URLs, in this order`(_ door: Door) throws {
    let mock = try TestMock(door)
    let response = try mock.send(
      TestRequest("POST", "/v1/models/aidc-ai/ovis-image", json: #"{"prompt":"x"}"#))
    let id = response.text.split(separator: "\"")[3]
    let base = "http://mock.test:1234/v1/requests/\(id)"
    #expect(response.status == 200)
    #expect(response["content-type"] == "application/json")
    #expect(
      response.text
        == #"{"request_id":"\#(id)","status_url":"\#(base)/status","result_url":"\#(base)/result","#
        + #""cancel_url":"\#(base)/cancel"}"#)
    #expect(RequestID(Array(id.utf8)) != nil)
  }

  @Test(arguments: Door.allCases, Stage.allCases)
  func `status says the word of the state`(_ door: Door, _ stage: Stage) throws {
    let (mock, id) = try job(door, stage)
    let response = try mock.send(TestRequest("GET", "/v1/requests/\(id)/status"))
    let base = "http://mock.test:1234/v1/requests/\(id)"
    let position = stage == .waits ? #","queue_position":3600"# : ""
    #expect(response.status == 200)
    #expect(
      response.text
        == #"{"request_id":"\#(id)","status":"\#(stage.words.status)","#
        + #""status_url":"\#(base)/status","result_url":"\#(base)/result"\#(position)}"#)
  }

  @Test(arguments: Door.allCases, Stage.allCases)
  func `result answers 200 in every state`(_ door: Door, _ stage: Stage) throws {
    let (mock, id) = try job(door, stage)
    let response = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    #expect(response.status == 200)
    let document = try JSONDocument(response.body)
    let keys = document.keys(of: 0).map { document.string($0) }
    let expected =
      switch stage {
      case .waits, .runs: ["request_id", "status", "created_at"]
      case .endedWell: ["request_id", "status", "created_at", "output", "completed_at"]
      case .endedBadly: ["request_id", "status", "created_at", "error", "completed_at"]
      case .cancelled: ["request_id", "status", "created_at", "completed_at"]
      }
    #expect(keys == expected)
    #expect(document.member("status").map { document.string($0) } == stage.words.result)
  }

  @Test(arguments: Door.allCases, Stage.allCases)
  func `cancel answers the outcome and the word that status says then`(
    _ door: Door, _ stage: Stage
  ) throws {
    let (mock, id) = try job(door, stage)
    let response = try mock.send(TestRequest("POST", "/v1/requests/\(id)/cancel"))
    let word = stage == .waits ? "cancelled" : stage.words.status
    #expect(response.status == 202)
    #expect(
      response.text
        == #"{"request_id":"\#(id)","status":"\#(word)","outcome":"\#(stage.words.outcome)"}"#)
    let status = try mock.send(TestRequest("GET", "/v1/requests/\(id)/status"))
    #expect(status.text.contains(#""status":"\#(word)""#))
  }

  @Test func `a job passes through its states as time does, and each moment has one`() throws {
    let mock = try TestMock(.memory)
    let id = try mock.submit()
    func status(at seconds: Double) throws -> String {
      try mock.send(TestRequest("GET", "/v1/requests/\(id)/status"), at: seconds).text
    }
    #expect(try status(at: 0).contains(#""queue_position":2}"#))
    #expect(try status(at: 1).contains(#""queue_position":1}"#))
    #expect(try status(at: 1.999).contains(#""queue_position":1}"#))
    #expect(try status(at: 2).contains(#""status":"in_progress""#))
    #expect(try status(at: 5.999).contains(#""status":"in_progress""#))
    #expect(try status(at: 6).contains(#""status":"completed""#))
    #expect(try status(at: 100_000).contains(#""status":"completed""#))
  }

  @Test func `a result has the times of the job`() throws {
    let mock = try TestMock(.memory)
    let id = try mock.submit(at: 1)
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"), at: 60)
    #expect(
      result.text
        == #"{"request_id":"\#(id)","status":"completed","#
        + #""created_at":"2026-01-02T03:04:06.678901+00:00","#
        + #""output":{"image":"http://mock.test:1234/outputs/\#(id)/0.png"},"#
        + #""completed_at":"2026-01-02T03:04:12.678901+00:00"}"#)
  }

  @Test func `a job that was cancelled ended then`() throws {
    let mock = try TestMock(.memory)
    let id = try mock.submit()
    _ = try mock.send(TestRequest("POST", "/v1/requests/\(id)/cancel"), at: 1.5)
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"), at: 60)
    #expect(result.text.hasSuffix(#""completed_at":"2026-01-02T03:04:07.178901+00:00"}"#))
  }

  @Test(arguments: Door.allCases, Stage.allCases)
  func `the cost is there when asked for and the job has ended`(
    _ door: Door, _ stage: Stage
  ) throws {
    let (mock, id) = try job(door, stage)
    let target = "/v1/requests/\(id)/result?include_cost=true"
    let response = try mock.send(TestRequest("GET", target))
    let hasEnded = stage != .waits && stage != .runs
    #expect(response.text.hasSuffix(#","cost":0}"#) == hasEnded)
    let other = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result?include_cost=yes"))
    #expect(!other.text.contains("cost"))
  }

  @Test func `Date is the tenant's where its clock is not the real one`() throws {
    let mock = try TestMock(.memory, speed: 3600)
    let real = try TestMock(.memory)
    let request = TestRequest("GET", "/v1/models")
    #expect(try mock.send(request, at: 2)["date"] == "Fri, 02 Jan 2026 05:04:05 GMT")
    #expect(try real.send(request, at: 2)["date"] == nil)
  }

  @Test(arguments: Door.allCases)
  func `URLs follow the settings where there are some`(_ door: Door) throws {
    let mock = try TestMock(door) {
      $0.timeline = .instant
      $0.publicURL = "https://api.test"
      $0.outputURL = "https://files.test:8443"
    }
    let id = try mock.submit()
    let status = try mock.send(TestRequest("GET", "/v1/requests/\(id)/status"))
    #expect(status.text.contains(#""result_url":"https://api.test/v1/requests/\#(id)/result""#))
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    #expect(result.text.contains(#"{"image":"https://files.test:8443/outputs/\#(id)/0.png"}"#))
  }
}

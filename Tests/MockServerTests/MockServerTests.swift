import MockCore
import MockServer
import Synchronization
import TestDoors
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MockServerTests {
  @Test func `several mocks in one process have worlds of their own`() throws {
    let mocks = try (0..<3).map { _ in try TestMock(.socket) }
    let id = try mocks[0].submit()
    let status = TestRequest("GET", "/v1/requests/\(id)/status")
    #expect(try mocks.map { try $0.send(status).status } == [200, 404, 404])
  }

  @Test func `a mock stops while a picture is being rendered`() throws {
    var settings = ServerSettings()
    settings.service.timeline = .instant
    let server = try MockServer(settings)
    var connection = try RawConnection(port: server.port)
    let submit = TestRequest(
      "POST", "/v1/models/aidc-ai/ovis-image", json: #"{"prompt":"x","output_format":"webp"}"#)
    try connection.send(submit.bytes)
    let id = try connection.receive().text.split(separator: "\"")[3]
    try connection.send(TestRequest("GET", "/outputs/\(id)/0.webp").bytes)
    server.stop()
    // It was in flight, so it may be complete; it must not be cut.
    let answer = try connection.receiveUntilClosed()
    if !answer.isEmpty { #expect(answer.starts(with: "HTTP/1.1 200 OK\r\n".utf8)) }
  }

  @Test func `a clock that runs fast moves jobs and is shown in Date`() throws {
    var settings = ServerSettings()
    settings.pace = .scaled(1_000_000)
    let server = try MockServer(settings)
    var connection = try RawConnection(port: server.port)
    try connection.send(
      TestRequest("POST", "/v1/models/aidc-ai/ovis-image", json: #"{"prompt":"x"}"#).bytes)
    let id = try connection.receive().text.split(separator: "\"")[3]
    // A microsecond is a second: the round trip has taken more than the six of the job.
    try connection.send(TestRequest("GET", "/v1/requests/\(id)/status").bytes)
    let status = try connection.receive()
    #expect(status.text.contains(#""status":"completed""#))
    #expect(status.fields.filter { $0.name == "date" }.count == 1)
  }

  @Test func `the event log prints a line per event and ends`() throws {
    let text = Mutex("")
    let log = try EventLog(Profile()) { part in text.withLock { $0 += part } }
    let mock = try TestMock(.memory)
    _ = try mock.send(TestRequest("GET", "/_mock/health"))
    for event in mock.events { log.add(event) }
    log.finish(milliseconds: 10_000)
    #expect(text.withLock { $0.hasSuffix("  health  200  mock.health (ours)\n") })
  }
}

import HTTPMessages
import MicroHTTPD
import TestDoors
import Testing

/// Answers that come at a pace.
@Suite(.timeLimit(.minutes(1)))
struct TrickleTests {
  private static let get = "GET /f HTTP/1.1\r\nHost: h\r\n\r\n"
  private static let other = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test func `the head comes at once`() throws {
    let server = try start(Response("0123456789", .trickle(bytesPerSecond: 1)))
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    #expect(try connection.receive(toHEAD: true).status == 200)
    let isSilent = !connection.hasInput
    #expect(isSilent)
  }

  @Test func `no byte comes before its time`() throws {
    let server = try start(Response("0123456789", .trickle(bytesPerSecond: 20)))
    var connection = try RawConnection(port: server.port)
    let begin = MonotonicTime.now()
    try connection.send(Self.get)
    #expect(try connection.receive(toHEAD: true)["content-length"] == "10")
    for number in 1...10 {
      #expect(try connection.receive(count: 1) == [UInt8(47 + number)])
      #expect(MonotonicTime.now() - begin >= Int64(number) * 50_000_000)
    }
  }

  @Test func `several bytes come together when the pace is high`() throws {
    let text = String(repeating: "0123456789", count: 20)
    let server = try start(Response(text, .trickle(bytesPerSecond: 1000)))
    var connection = try RawConnection(port: server.port)
    let begin = MonotonicTime.now()
    try connection.send(Self.get)
    #expect(try connection.receive().text == text)
    #expect(MonotonicTime.now() - begin >= 200_000_000)
  }

  @Test(arguments: [nil, 100_000..<900_000])
  func `shared bytes and parts of them come whole`(part: Range<Int>?) throws {
    var answer = Response("", .trickle(bytesPerSecond: 10_000_000))
    let block = (0..<9973).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 5) }
    var bytes: [UInt8] = []
    for _ in 0..<100 { bytes += block }
    answer.shared = SharedBytes(bytes)
    answer.part = part
    let server = try start(answer)
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get + Self.other)
    let body = try connection.receive().body
    // Not within the macro, which would print all of it.
    let isSame = body == Array(bytes[part ?? bytes.indices])
    #expect(isSame)
    #expect(try connection.receive().text == "/a 0")
  }

  @Test func `the connection can be used again, in the order of the requests`() throws {
    let server = try start(Response("0123456789", .trickle(bytesPerSecond: 200)))
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get + Self.other + Self.get)
    for text in ["0123456789", "/a 0", "0123456789"] {
      let response = try connection.receive()
      #expect(response.text == text)
      #expect(response["connection"] == nil)
    }
    try connection.send(Self.other)
    #expect(try connection.receive().text == "/a 0")
  }

  @Test(arguments: [("HEAD", "0123456789"), ("GET", "")])
  func `without a body there is nothing to wait for`(method: String, text: String) throws {
    let server = try start(Response(text, .trickle(bytesPerSecond: 1)))
    var connection = try RawConnection(port: server.port)
    try connection.send("\(method) /f HTTP/1.1\r\nHost: h\r\n\r\n" + Self.other)
    let head = try connection.receive(toHEAD: true)
    #expect(head["content-length"] == "\(text.count)")
    #expect(try connection.receive().text == "/a 0")
  }

  @Test func `a client that goes away ends its answer`() throws {
    var settings = EngineSettings()
    settings.connectionLimit = 1
    let text = String(repeating: "x", count: 10_000)
    let server = try start(Response(text, .trickle(bytesPerSecond: 100)), settings: settings)
    for _ in 0..<3 {
      var connection = try RawConnection(port: server.port)
      try connection.send(Self.get)
      _ = try connection.receive(toHEAD: true)
    }
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.other)
    #expect(try connection.receive().text == "/a 0")
  }

  @Test func `answers trickle side by side`() throws {
    let server = try start(Response("0123456789", .trickle(bytesPerSecond: 40)))
    let connections = (0..<100).map { _ in RawConnectionBox(port: server.port) }
    for connection in connections { connection.send(Self.get) }
    let begin = MonotonicTime.now()
    for connection in connections { #expect(connection.receive()?.text == "0123456789") }
    // One after the other they would take 25 seconds.
    #expect(MonotonicTime.now() - begin < 10_000_000_000)
  }

  private func start(
    _ answer: Response, settings: EngineSettings = EngineSettings()
  ) throws -> HTTPServer<ScriptedHandler> {
    try ScriptedHandler.start(ScriptedHandler.Control(["/f": answer]), settings: settings)
  }
}

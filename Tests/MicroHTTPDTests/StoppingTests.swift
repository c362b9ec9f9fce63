import HTTPMessages
import MicroHTTPD
import TestDoors
import Testing

/// Servers that are stopped while something is asleep; libmicrohttpd aborts the process when it is stopped with
/// a suspended connection.
@Suite(.timeLimit(.minutes(1)))
struct StoppingTests {
  struct Asleep: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: Response
    /// What the client reads to know that the answer is as far as it goes.
    var head = true
    var bytes = 0
  }

  private static func large(_ delivery: Delivery) -> Response {
    var answer = Response("", delivery)
    answer.shared = SharedBytes([UInt8](repeating: 0, count: 21 * 1_048_576))
    return answer
  }

  private static let text = String(repeating: "0123456789", count: 1000)

  static let stalled = [
    Asleep(testDescription: "silent", answer: Response(text, .silence), head: false),
    Asleep(
      testDescription: "stalled", answer: Response(text, .cut(after: 4, then: .stall)), bytes: 4),
  ]
  static let asleep =
    stalled + [
      Asleep(
        testDescription: "trickling", answer: Response(text, .trickle(bytesPerSecond: 40)),
        bytes: 2),
      Asleep(
        testDescription: "about to trickle", answer: Response(text, .trickle(bytesPerSecond: 1))),
      Asleep(
        testDescription: "writing, then to be closed",
        answer: large(.cut(after: 20 * 1_048_576, then: .close))),
      Asleep(
        testDescription: "writing, then to be reset",
        answer: large(.cut(after: 20 * 1_048_576, then: .reset))),
      Asleep(
        testDescription: "writing, then to be silent",
        answer: large(.cut(after: 20 * 1_048_576, then: .stall))),
      Asleep(
        testDescription: "waiting to be closed",
        answer: Response(text, .closingIdle(milliseconds: 60_000)), bytes: text.count),
    ]

  @Test(arguments: asleep)
  func `a server stops at once with connections asleep`(_ asleep: Asleep) throws {
    let server = try ScriptedHandler.start(ScriptedHandler.Control(["/f": asleep.answer]))
    var connections: [RawConnectionBox] = []
    for _ in 0..<5 { connections.append(try sleeper(asleep, on: server)) }
    server.stop(graceNanoseconds: 0)
    for connection in connections { #expect(connection.ends()) }
  }

  // Nothing more would ever come.
  @Test(arguments: stalled)
  func `a silent connection does not hold up the stop`(_ asleep: Asleep) throws {
    let server = try ScriptedHandler.start(ScriptedHandler.Control(["/f": asleep.answer]))
    let connection = try sleeper(asleep, on: server)
    let begin = MonotonicTime.now()
    server.stop(graceNanoseconds: 5_000_000_000)
    #expect(MonotonicTime.now() - begin < 4_000_000_000)
    #expect(connection.ends())
  }

  @Test func `a connection that falls silent during the stop does not hold it up either`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    control.waitForArrival()
    control.answerLater(with: Response("", .silence))
    let begin = MonotonicTime.now()
    server.stop(graceNanoseconds: 5_000_000_000)
    #expect(MonotonicTime.now() - begin < 4_000_000_000)
    #expect(try connection.receiveToEnd().bytes.isEmpty)
  }

  @Test func `a trickling answer is finished while the server stops`() throws {
    let answer = Response("0123456789", .trickle(bytesPerSecond: 50))
    let server = try ScriptedHandler.start(ScriptedHandler.Control(["/f": answer]))
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /f HTTP/1.1\r\nHost: h\r\n\r\n")
    let head = try connection.receive(toHEAD: true)
    #expect(head.status == 200)
    server.stop(graceNanoseconds: 5_000_000_000)
    #expect(try connection.receiveToEnd() == (Array("0123456789".utf8), .closed))
  }

  @Test(arguments: ["/60000", "/60000/again"])
  func `a server stops while its handler waits for a time`(path: String) throws {
    let server = try SleepingHandler.start()
    var connection = try RawConnection(port: server.port)
    // The answer in front tells that the other request has come too: both are in one packet.
    try connection.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
    _ = try connection.receive()
    server.stop(graceNanoseconds: 0)
    #expect(try connection.receiveToEnd().bytes.isEmpty)
  }

  @Test func `an answer that is due within the grace is given`() throws {
    let server = try SleepingHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /100 HTTP/1.1\r\nHost: h\r\n\r\n")
    _ = try connection.receive()
    server.stop(graceNanoseconds: 5_000_000_000)
    #expect(try connection.receive().text == "slept /100")
  }

  private func sleeper(_ asleep: Asleep, on server: HTTPServer<ScriptedHandler>) throws
    -> RawConnectionBox
  {
    let connection = RawConnectionBox(port: server.port)
    connection.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /f HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(connection.receive()?.text == "/a 0")
    if asleep.head { #expect(connection.receiveHead()?.status == 200) }
    #expect(connection.receive(count: asleep.bytes)?.count == asleep.bytes)
    return connection
  }
}

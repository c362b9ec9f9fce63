import HTTPMessages
import Synchronization
import TestDoors
import Testing

@testable import MicroHTTPD

/// Answers of which something, or everything, is missing on the wire.
@Suite(.timeLimit(.minutes(1)))
struct BrokenAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let delivery: Delivery
    let bytes: String
    let end: RawConnection.End

    var testDescription: String { "\(delivery)" }

    static let silent = [
      Case(delivery: .close, bytes: "", end: .closed),
      Case(delivery: .reset, bytes: "", end: .reset),
    ]
    static let cut = [
      Case(delivery: .cut(after: 4, then: .close), bytes: "0123", end: .closed),
      Case(delivery: .cut(after: 4, then: .reset), bytes: "0123", end: .reset),
      Case(delivery: .cut(after: 0, then: .close), bytes: "", end: .closed),
      Case(delivery: .cut(after: 0, then: .reset), bytes: "", end: .reset),
      Case(delivery: .cut(after: 10, then: .close), bytes: "0123456789", end: .closed),
      Case(delivery: .cut(after: 11, then: .reset), bytes: "0123456789", end: .reset),
      Case(delivery: .cut(after: -1, then: .close), bytes: "", end: .closed),
    ]
  }

  @Test(arguments: Case.silent, ["GET", "HEAD", "POST"])
  func `not a byte comes before the end`(_ fault: Case, method: String) throws {
    let server = try start(["/f": Response("0123456789", fault.delivery)])
    var connection = try RawConnection(port: server.port)
    let length = method == "POST" ? "Content-Length: 1\r\n\r\nx" : "\r\n"
    try connection.send("\(method) /f HTTP/1.1\r\nHost: h\r\n\(length)")
    #expect(try connection.receiveToEnd() == ([], fault.end))
  }

  @Test(arguments: Case.cut)
  func `a cut answer announces all of its body and brings so much`(_ fault: Case) throws {
    let server = try start(["/f": Response("0123456789", fault.delivery)])
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    let head = try connection.receive(toHEAD: true)
    #expect(head.status == 200)
    #expect(head["content-length"] == "10")
    #expect(try connection.receiveToEnd() == (Array(fault.bytes.utf8), fault.end))
  }

  @Test(arguments: [Delivery.Ending.close, .reset])
  func `a cut answer to HEAD ends after its head`(ending: Delivery.Ending) throws {
    let server = try start(["/f": Response("0123456789", .cut(after: 4, then: ending))])
    var connection = try RawConnection(port: server.port)
    try connection.send("HEAD /f HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(try connection.receive(toHEAD: true)["content-length"] == "10")
    let (bytes, end) = try connection.receiveToEnd()
    #expect(bytes.isEmpty)
    #expect(end == (ending == .close ? .closed : .reset))
  }

  @Test(arguments: [nil, 3..<9])
  func `shared bytes are cut too`(part: Range<Int>?) throws {
    var answer = Response("", .cut(after: 4, then: .close))
    answer.shared = SharedBytes(Array("0123456789".utf8))
    answer.part = part
    let server = try start(["/f": answer])
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    #expect(try connection.receive(toHEAD: true)["content-length"] == (part == nil ? "10" : "6"))
    let expected = part == nil ? "0123" : "3456"
    #expect(try connection.receiveToEnd() == (Array(expected.utf8), .closed))
  }

  @Test(arguments: [Delivery.Ending.close, .reset])
  func `what does not fit into the socket at once comes all the same`(
    ending: Delivery.Ending
  ) throws {
    let block = (0..<65_537).map { UInt8(truncatingIfNeeded: $0 >> 3) }
    var bytes: [UInt8] = []
    for _ in 0..<320 { bytes += block }
    let count = bytes.count - 1
    var answer = Response("", .cut(after: count, then: ending))
    answer.shared = SharedBytes(bytes)
    let server = try start(["/f": answer])
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    _ = try connection.receive(toHEAD: true)
    let (received, end) = try connection.receiveToEnd()
    #expect(received.count == count)
    // Not within the macro, which would print all of it.
    let isSame = received == Array(bytes.dropLast())
    #expect(isSame)
    #expect(end == (ending == .close ? .closed : .reset))
  }

  @Test(arguments: Case.silent + Case.cut)
  func `the requests before are answered, those behind are not`(_ fault: Case) throws {
    let control = ScriptedHandler.Control(["/f": Response("0123456789", fault.delivery)])
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    let other = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
    try connection.send(other + other + Self.get + "GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    for _ in 0..<2 { #expect(try connection.receive().text == "/a 0") }
    if case .cut = fault.delivery { _ = try connection.receive(toHEAD: true) }
    #expect(try connection.receiveToEnd() == (Array(fault.bytes.utf8), fault.end))
    #expect(control.waiting.withLock { $0.isEmpty })
  }

  // The kernel resets a connection that is closed while there is unread input.
  @Test(arguments: [Delivery.close, .cut(after: 4, then: .close)])
  func `a connection is closed, not reset, although input is unread`(delivery: Delivery) throws {
    let control = ScriptedHandler.Control(["/f": Response("0123456789", delivery)])
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    control.waitForArrival()
    try connection.send(
      Self.get + String(repeating: "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", count: 1000))
    control.answerLater()
    #expect(try connection.receive().text == "late")
    #expect(try connection.receiveToEnd().end == .closed)
  }

  struct Head: Sendable, CustomTestStringConvertible {
    var method = "GET"
    var fields = ""
    var status = 200
    var testDescription: String { "\(method) \(status) \(fields)" }
  }

  @Test(arguments: [
    Head(), Head(method: "HEAD"), Head(status: 204), Head(status: 304), Head(status: 404),
    Head(status: 299), Head(fields: "Connection: close\r\n"), Head(fields: "Connection: Close\r\n"),
  ])
  func `the head of a cut answer is that of a whole one`(_ head: Head) throws {
    var whole = Response("0123456789")
    whole.status = head.status
    whole.fields = [
      .init("Date", "Thu, 01 Jan 1970 00:00:00 GMT"), .init("X-A", "1"), .init("X-A", "2"),
    ]
    var cut = whole
    cut.delivery = .cut(after: 0, then: .close)
    // The whole answer leaves the connection open.
    let end = Response("", .close)
    let server = try start(["/whole": whole, "/cut": cut, "/end": end])
    var heads: [[UInt8]] = []
    for path in ["/whole", "/cut"] {
      var connection = try RawConnection(port: server.port)
      try connection.send(
        "\(head.method) \(path) HTTP/1.1\r\nHost: h\r\n\(head.fields)\r\n"
          + "GET /end HTTP/1.1\r\nHost: h\r\n\r\n")
      let bytes = try connection.receiveToEnd().bytes
      heads.append(
        Array(String(decoding: bytes, as: UTF8.self).split(separator: "\r\n\r\n")[0].utf8))
    }
    #expect(heads[0] == heads[1])
  }

  @Test func `an answer that comes later is delivered with its fault`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    control.waitForArrival()
    control.answerLater(with: Response("0123456789", .cut(after: 3, then: .reset)))
    _ = try connection.receive(toHEAD: true)
    #expect(try connection.receiveToEnd() == (Array("012".utf8), .reset))
  }

  private static let get = "GET /f HTTP/1.1\r\nHost: h\r\n\r\n"

  private func start(_ answers: [String: Response]) throws -> HTTPServer<ScriptedHandler> {
    try ScriptedHandler.start(ScriptedHandler.Control(answers))
  }
}

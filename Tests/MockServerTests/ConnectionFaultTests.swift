import Foundation
import TestDoors
import Testing

/// What a story does to the connection that an answer goes over.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionFaultTests {
  private static let instant = "job: { queue: 0s, run: 0s }\n"

  private func connect(_ mock: TestMock) throws -> RawConnection {
    try RawConnection(port: try #require(mock.port))
  }

  /// An answer as it came: its head, and what was sent of its body.
  private func parts(_ bytes: [UInt8]) throws -> (head: String, body: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let head = try #require(text.range(of: "\r\n\r\n"))
    let length = text[..<head.upperBound].utf8.count
    return (String(text[..<head.upperBound]), Array(bytes.dropFirst(length)))
  }

  // MARK: Cut

  @Test(
    arguments: [
      ("0", 0), ("1", 1), ("100", 100), ("0%", 0), ("50%", 130), ("99%", 257), ("100000", 260),
    ], ["close", "reset", "stall"])
  func `an answer breaks off at that byte`(
    _ amount: (text: String, count: Int), _ ending: String
  ) throws {
    let mock = try TestMock(
      script: Self.instant + """
        faults:
          - { on: status, nth: 2, do: { cut: { after: \(amount.text), then: \(ending) } } }
        """)
    let id = try mock.submit()
    let whole = try mock.status(id)
    // So that the numbers above are what they seem.
    #expect(whole.body.count == 260)
    var connection = try connect(mock)
    try connection.send(TestRequest.status(id).bytes)
    var bytes: [UInt8]
    if ending == "stall" {
      bytes = try connection.receiveHead()
      bytes += try connection.receive(count: amount.count)
      _ = try mock.status(id)
      let hasInput = connection.hasInput
      #expect(!hasInput)
    } else {
      let end = try connection.receiveToEnd()
      #expect(end.end == (ending == "close" ? .closed : .reset))
      bytes = end.bytes
    }
    let (head, body) = try parts(bytes)
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(head.contains("Content-Length: 260\r\n"))
    #expect(body == Array(whole.body.prefix(amount.count)))
    // The third poll is as the first.
    #expect(try mock.status(id).body == whole.body)
  }

  @Test(arguments: ["close", "reset"])
  func `a picture breaks off, and the rest can be had`(_ ending: String) throws {
    let mock = try TestMock(
      script: Self.instant + """
        faults:
          - { on: output, nth: 1-2, do: { cut: { after: 40%, then: \(ending) } } }
        """)
    let id = try mock.submit()
    let path = "/outputs/\(id)/0.png"
    func cut(_ fields: [(name: String, value: String)]) throws -> (head: String, body: [UInt8]) {
      var connection = try connect(mock)
      try connection.send(TestRequest("GET", path, token: nil, fields: fields).bytes)
      let end = try connection.receiveToEnd()
      #expect(end.end == (ending == "close" ? .closed : .reset))
      return try parts(end.bytes)
    }
    let first = try cut([])
    let second = try cut([("Range", "bytes=100-299")])
    let whole = try mock.output(id).body
    #expect(first.head.contains("Content-Length: \(whole.count)\r\n"))
    #expect(first.body == Array(whole.prefix(whole.count * 40 / 100)))
    #expect(second.head.hasPrefix("HTTP/1.1 206 "))
    #expect(second.head.contains("Content-Length: 200\r\n"))
    #expect(second.head.contains("Content-Range: bytes 100-299/\(whole.count)\r\n"))
    #expect(second.body == Array(whole[100..<180]))
    // What a client does that takes up where it was.
    let rest = try mock.output(id, "GET", [("Range", "bytes=\(first.body.count)-")])
    #expect(first.body + rest.body == whole)
  }

  @Test(arguments: ["HEAD", "GET"])
  func `an answer without a body breaks off after its head`(_ method: String) throws {
    let mock = try TestMock(
      script: Self.instant + "faults:\n  - { on: output, nth: 2, do: { cut: 10 } }")
    let id = try mock.submit()
    let tag = try #require(try mock.output(id)["etag"])
    var connection = try connect(mock)
    // HEAD, or a GET that is answered by 304.
    let fields = method == "GET" ? [(name: "If-None-Match", value: tag)] : []
    try connection.send(
      TestRequest(method, "/outputs/\(id)/0.png", token: nil, fields: fields).bytes)
    let end = try connection.receiveToEnd()
    #expect(end.end == .closed)
    let (head, body) = try parts(end.bytes)
    #expect(head.hasPrefix(method == "GET" ? "HTTP/1.1 304 " : "HTTP/1.1 200 "))
    #expect(body == [])
    #expect(try mock.output(id).status == 200)
  }

  // MARK: Nothing at all

  @Test(arguments: ["GET", "HEAD"])
  func `an output is never answered`(_ method: String) throws {
    let mock = try TestMock(
      script: Self.instant + "faults:\n  - { on: output, nth: 1, do: silence }")
    let id = try mock.submit()
    var connection = try connect(mock)
    try connection.send(TestRequest(method, "/outputs/\(id)/0.png", token: nil).bytes)
    #expect(try mock.output(id).status == 200)
    let hasInput = connection.hasInput
    #expect(!hasInput)
    // It lasts as long as the client wants it to.
    connection.finishSending()
    #expect(try connection.receiveToEnd().bytes == [])
  }

  @Test(arguments: ["close", "reset"])
  func `a fault comes after the answers that are owed before it`(_ action: String) throws {
    let mock = try TestMock(
      script: Self.instant + "faults:\n  - { on: status, nth: 3, do: \(action) }")
    let id = try mock.submit()
    var connection = try connect(mock)
    for _ in 1...3 { try connection.send(TestRequest.status(id).bytes) }
    for _ in 1...2 { #expect(try connection.receive().state == "completed") }
    let end = try connection.receiveToEnd()
    #expect(end.bytes == [])
    #expect(end.end == (action == "close" ? .closed : .reset))
  }

  // MARK: Pace

  @Test func `a picture trickles at its pace, and the connection goes on`() throws {
    let mock = try TestMock(
      script: Self.instant + "faults:\n  - { on: output, nth: 2, do: { trickle: 100000 } }")
    let id = try mock.submit()
    let whole = try mock.output(id).body
    var connection = try connect(mock)
    let start = ContinuousClock.now
    try connection.send(TestRequest("GET", "/outputs/\(id)/0.png", token: nil).bytes)
    let slow = try connection.receive()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    #expect(slow.body == whole)
    // The pace is that of the wire: never faster than it says.
    #expect(seconds >= Double(whole.count) / 100_000 * 0.99)
    try connection.send(TestRequest.status(id).bytes)
    #expect(try connection.receive().state == "completed")
  }

  @Test func `a part of a picture trickles too`() throws {
    let mock = try TestMock(
      script: Self.instant + "faults:\n  - { on: output, nth: 2, do: { trickle: 1000 } }")
    let id = try mock.submit()
    let whole = try mock.output(id).body
    let start = ContinuousClock.now
    let part = try mock.output(id, "GET", [("Range", "bytes=1000-1199")])
    #expect(part.status == 206)
    #expect(part.body == Array(whole[1000..<1200]))
    #expect(ContinuousClock.now - start >= .milliseconds(198))
  }

  @Test func `an idle connection is closed`() throws {
    let mock = try TestMock(
      script: Self.instant + "faults:\n  - { on: status, nth: 1, do: { close-idle: 30ms } }")
    let id = try mock.submit()
    var connection = try connect(mock)
    let start = ContinuousClock.now
    try connection.send(TestRequest.status(id).bytes)
    let answer = try connection.receive()
    #expect(answer.state == "completed")
    // It promises to stay.
    #expect(answer["connection"]?.lowercased() != "close")
    let end = try connection.receiveToEnd()
    #expect(end.end == .closed)
    #expect(end.bytes == [])
    #expect(ContinuousClock.now - start >= .milliseconds(30))
  }

  @Test func `a connection that is used again is not closed`() throws {
    let mock = try TestMock(
      script: Self.instant + """
        faults:
          - { on: status, nth: 1, do: { close-idle: 500ms } }
          - { on: status, nth: 2, do: { trickle: 300 } }
        """)
    let id = try mock.submit()
    var connection = try connect(mock)
    try connection.send(TestRequest.status(id).bytes)
    #expect(try connection.receive().state == "completed")
    // The second answer takes some 870 ms, so it outlives the time that the first one set.
    try connection.send(TestRequest.status(id).bytes)
    let start = ContinuousClock.now
    #expect(try connection.receive().state == "completed")
    #expect(ContinuousClock.now - start >= .milliseconds(800))
    try connection.send(TestRequest.status(id).bytes)
    #expect(try connection.receive().state == "completed")
  }
}

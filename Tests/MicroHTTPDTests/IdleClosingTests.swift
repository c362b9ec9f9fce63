import HTTPMessages
import MicroHTTPD
import TestDoors
import Testing

/// Connections that are kept alive and closed by the server a little later.
@Suite(.timeLimit(.minutes(1)))
struct IdleClosingTests {
  private static let other = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test(arguments: ["GET", "HEAD"])
  func `the answer is whole and the end comes unannounced, not before its time`(
    method: String
  ) throws {
    let server = try start()
    var connection = try RawConnection(port: server.port)
    let begin = MonotonicTime.now()
    try connection.send("\(method) /100 HTTP/1.1\r\nHost: h\r\n\r\n")
    let response = try connection.receive(toHEAD: method == "HEAD")
    #expect(response["connection"] == nil)
    #expect(response["content-length"] == "10")
    #expect(response.text == (method == "HEAD" ? "" : "0123456789"))
    #expect(try connection.receiveToEnd() == ([], .closed))
    #expect(MonotonicTime.now() - begin >= 100_000_000)
  }

  @Test func `a request in time is answered, and the connection lives on`() throws {
    let server = try start()
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /100 HTTP/1.1\r\nHost: h\r\n\r\n" + Self.other)
    _ = try connection.receive()
    #expect(try connection.receive().text == "/a 0")
    try waitUntilClosed("/200", on: server)
    try connection.send(Self.other)
    #expect(try connection.receive().text == "/a 0")
  }

  @Test func `each such answer begins the time anew`() throws {
    let server = try start()
    var connection = try RawConnection(port: server.port)
    let begin = MonotonicTime.now()
    let request = "GET /100 HTTP/1.1\r\nHost: h\r\n\r\n"
    try connection.send(request + "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n" + request)
    for _ in 0..<3 { #expect(try connection.receive().text == "0123456789") }
    #expect(try connection.receiveToEnd() == ([], .closed))
    #expect(MonotonicTime.now() - begin >= 300_000_000)
  }

  @Test func `a part of a request in time counts`() throws {
    let server = try start()
    // Another turn where this thread was not in time itself.
    for _ in 0..<20 {
      var connection = try RawConnection(port: server.port)
      let begin = MonotonicTime.now()
      try connection.send("GET /100 HTTP/1.1\r\nHost: h\r\n\r\n")
      _ = try connection.receive()
      try connection.send("GET /a HT")
      guard MonotonicTime.now() - begin < 100_000_000 else { continue }
      try waitUntilClosed("/200", on: server)
      try connection.send("TP/1.1\r\nHost: h\r\n\r\n")
      #expect(try connection.receive().text == "/a 0")
      return
    }
    Issue.record("this machine is too busy for the test")
  }

  @Test func `a client that goes first does no harm`() throws {
    let server = try start()
    for _ in 0..<20 {
      var connection = try RawConnection(port: server.port)
      try connection.send("GET /100 HTTP/1.1\r\nHost: h\r\n\r\n")
      _ = try connection.receive()
    }
    // These may have the memory, and the descriptors, of those that have gone.
    let connections = (0..<20).map { _ in RawConnectionBox(port: server.port) }
    for connection in connections { connection.send(Self.other) }
    for connection in connections { #expect(connection.receive()?.text == "/a 0") }
    try waitUntilClosed("/200", on: server)
    for connection in connections { connection.send(Self.other) }
    for connection in connections { #expect(connection.receive()?.text == "/a 0") }
  }

  /// Lets the time of a path's answer pass, on a connection of its own.
  private func waitUntilClosed(_ path: String, on server: HTTPServer<ScriptedHandler>) throws {
    var connection = try RawConnection(port: server.port)
    try connection.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
    _ = try connection.receiveToEnd()
  }

  private func start() throws -> HTTPServer<ScriptedHandler> {
    let answers = [
      "/100": Response("0123456789", .closingIdle(milliseconds: 100)),
      "/200": Response("0123456789", .closingIdle(milliseconds: 200)),
      // Takes longer than the time of `/100`.
      "/slow": Response("0123456789", .trickle(bytesPerSecond: 50)),
    ]
    return try ScriptedHandler.start(ScriptedHandler.Control(answers))
  }
}

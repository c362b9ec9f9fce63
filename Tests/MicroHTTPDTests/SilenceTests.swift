import HTTPMessages
import MicroHTTPD
import TestDoors
import Testing

/// Connections that stay open and silent.
@Suite(.timeLimit(.minutes(1)))
struct SilenceTests {
  private static let get = "GET /f HTTP/1.1\r\nHost: h\r\n\r\n"
  private static let other = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test(arguments: ["GET", "HEAD"])
  func `a silent connection stays silent while others are answered`(method: String) throws {
    let server = try start(.silence)
    let silent = try RawConnection(port: server.port)
    try silent.send("\(method) /f HTTP/1.1\r\nHost: h\r\n\r\n" + Self.other)
    for _ in 0..<3 {
      var connection = try RawConnection(port: server.port)
      try connection.send(Self.other)
      _ = try connection.receive()
    }
    let isSilent = !silent.hasInput
    #expect(isSilent)
  }

  @Test(arguments: ["GET", "HEAD"])
  func `a stalled answer stops after so many bytes`(method: String) throws {
    let server = try start(.cut(after: 4, then: .stall))
    var stalled = try RawConnection(port: server.port)
    try stalled.send("\(method) /f HTTP/1.1\r\nHost: h\r\n\r\n" + Self.other)
    #expect(try stalled.receive(toHEAD: true)["content-length"] == "10")
    if method == "GET" { #expect(try stalled.receive(count: 4) == Array("0123".utf8)) }
    for _ in 0..<3 {
      var connection = try RawConnection(port: server.port)
      try connection.send(Self.other)
      _ = try connection.receive()
    }
    let isSilent = !stalled.hasInput
    #expect(isSilent)
  }

  @Test(arguments: [Delivery.silence, .cut(after: 4, then: .stall)])
  func `a silent connection is closed when its client closes its side`(delivery: Delivery) throws {
    let server = try start(delivery)
    var silent = try RawConnection(port: server.port)
    try silent.send(Self.get)
    if delivery != .silence {
      _ = try silent.receive(toHEAD: true)
      _ = try silent.receive(count: 4)
    }
    silent.finishSending()
    #expect(try silent.receiveToEnd() == ([], .closed))
  }

  // There is room for one connection only: it must be freed each time.
  @Test(arguments: [
    Delivery.silence, .cut(after: 4, then: .stall), .cut(after: 0, then: .stall),
  ])
  func `200 abandoned connections are freed`(delivery: Delivery) throws {
    let server = try start(delivery, limit: 1)
    for _ in 0..<200 {
      var connection = try RawConnection(port: server.port)
      try connection.send(Self.other + Self.get)
      #expect(try connection.receive().text == "/a 0")
    }
  }

  @Test func `200 connections that are abandoned together are freed`() throws {
    let server = try start(.silence, limit: 200)
    do {
      var connections: [RawConnectionBox] = []
      for _ in 0..<200 { connections.append(RawConnectionBox(port: server.port)) }
      for connection in connections { connection.send(Self.get) }
    }
    // As many again, all at the same time.
    var connections: [RawConnectionBox] = []
    for _ in 0..<200 { connections.append(RawConnectionBox(port: server.port)) }
    for connection in connections { connection.send(Self.other) }
    for connection in connections { #expect(connection.receive()?.text == "/a 0") }
  }

  // The client does not read, so that the answer cannot leave.
  @Test(arguments: [Delivery.Ending.close, .reset, .stall])
  func `a client that goes in the middle of a cut answer frees its connection`(
    ending: Delivery.Ending
  ) throws {
    var answer = Response("", .cut(after: 20 * 1_048_576, then: ending))
    answer.shared = SharedBytes([UInt8](repeating: 0, count: 21 * 1_048_576))
    var settings = EngineSettings()
    settings.connectionLimit = 1
    let server = try ScriptedHandler.start(
      ScriptedHandler.Control(["/f": answer]), settings: settings)
    for _ in 0..<5 {
      var connection = try RawConnection(port: server.port)
      try connection.send(Self.get)
      _ = try connection.receive(toHEAD: true)
    }
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.other)
    #expect(try connection.receive().text == "/a 0")
  }

  private func start(_ delivery: Delivery, limit: Int = 1000) throws -> HTTPServer<ScriptedHandler>
  {
    var settings = EngineSettings()
    settings.connectionLimit = limit
    let answers = ["/f": Response("0123456789", delivery)]
    return try ScriptedHandler.start(ScriptedHandler.Control(answers), settings: settings)
  }
}

import HTTPMessages
import MicroHTTPD
import Synchronization
import TestDoors
import Testing

/// Exchanges that a handler puts off for a time.
@Suite(.timeLimit(.minutes(1)))
struct ResumptionTests {
  @Test func `an answer comes when its time has come, and not before`() throws {
    let server = try SleepingHandler.start()
    var connection = try RawConnection(port: server.port)
    for _ in 0..<2 {
      let begin = MonotonicTime.now()
      try connection.send("GET /60 HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try connection.receive().text == "slept /60")
      #expect(MonotonicTime.now() - begin >= 60_000_000)
    }
  }

  @Test func `others are answered meanwhile`() throws {
    let server = try SleepingHandler.start()
    var asleep = try RawConnection(port: server.port)
    try asleep.send("GET /300 HTTP/1.1\r\nHost: h\r\n\r\n")
    var connection = try RawConnection(port: server.port)
    for _ in 0..<100 {
      try connection.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try connection.receive().text == "/a ")
    }
    #expect(try asleep.receive().text == "slept /300")
  }

  @Test func `the handler is asked again for the same request under the same name`() throws {
    let control = SleepingHandler.Control()
    let server = try SleepingHandler.start(control)
    var asleep = try RawConnection(port: server.port)
    try asleep.send(
      "POST /50/again HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
        + "GET /1/again HTTP/1.1\r\nHost: h\r\n\r\n")
    // Another head is read in between.
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n")
    _ = try connection.receive()
    #expect(try asleep.receive().text == "/50/again hello")
    #expect(try asleep.receive().text == "/1/again ")
    let log = control.log.withLock { $0.filter { $0 != "/a" } }
    #expect(log == ["/50/again", "/50/again", "/1/again", "/1/again"])
    let names = control.exchanges.withLock { Set($0) }
    #expect(names.count == 3)
  }

  @Test func `many asleep are answered each at its time`() throws {
    let control = SleepingHandler.Control()
    let server = try SleepingHandler.start(control)
    let connections = (0..<300).map { _ in RawConnectionBox(port: server.port) }
    for (number, connection) in connections.enumerated() {
      connection.send("GET /\(300 - number) HTTP/1.1\r\nHost: h\r\n\r\n")
    }
    for (number, connection) in connections.enumerated() {
      #expect(connection.receive()?.text == "slept /\(300 - number)")
    }
    #expect(control.lateness.withLock { $0.allSatisfy { $0 >= 0 } })
  }

  @Test func `a client that has gone is passed over`() throws {
    var settings = EngineSettings()
    settings.connectionLimit = 10
    let server = try SleepingHandler.start(settings: settings)
    for path in ["/20", "/20/again"] {
      for _ in 0..<10 {
        let connection = try RawConnection(port: server.port)
        try connection.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
      }
    }
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(try connection.receive().text == "/a ")
  }
}

import Glibc
import HTTPMessages
import MicroHTTPD
import Synchronization
import TestDoors
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
  private static let get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"

  // libmicrohttpd 0.9.75 closes the connection after an answer that is queued in the first callback.
  @Test func `a connection stays open after a GET`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    for _ in 0..<3 {
      try connection.send(Self.get)
      let response = try connection.receive()
      #expect(response.status == 200)
      #expect(response["connection"] == nil)
    }
  }

  // A callback that is inferred to be @MainActor traps on the loop thread.
  @Test @MainActor func `a server started on the main actor answers`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    #expect(try connection.receive().text == "/a 0")
  }

  // libmicrohttpd aborts the process when it is stopped with suspended connections.
  @Test func `a server stops while answers are outstanding`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    var first = try RawConnection(port: server.port)
    var second = try RawConnection(port: server.port)
    try first.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    control.waitForArrival()
    try second.send("POST /later HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx")
    control.waitForArrival()
    server.stop(graceNanoseconds: 0)
    #expect(try first.receiveUntilClosed().isEmpty)
    #expect(try second.receiveUntilClosed().isEmpty)
    control.answerLater()
  }

  // What arrives in the very last round must not be suspended: nothing would resume it.
  @Test func `a server stops while requests go on coming`() throws {
    for _ in 0..<10 {
      let server = try ScriptedHandler.start()
      let port = server.port
      let arrivals = Mailbox<Void>()
      let client = try LoopThread {
        guard let connection = try? RawConnection(port: port) else { return }
        let request = "GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /later HTTP/1.1\r\nHost: h\r\n\r\n"
        var connections: [RawConnectionBox] = []
        for _ in 0..<100 { connections.append(RawConnectionBox(port: port)) }
        try? connection.send(request)
        arrivals.post(())
        for box in connections { box.send(request) }
      }
      _ = arrivals.wait(milliseconds: 10_000)
      server.stop(graceNanoseconds: 0)
      client.join()
    }
  }

  @Test func `a refusal of a HEAD has no body either`() throws {
    var settings = EngineSettings()
    settings.bodyLimit = 10
    let server = try ScriptedHandler.start(settings: settings)
    var connection = try RawConnection(port: server.port)
    try connection.send("HEAD /a HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n")
    let response = try connection.receive(toHEAD: true)
    #expect(response.status == 413)
    #expect(response["content-length"] == "16")
    #expect(try connection.receiveUntilClosed().isEmpty)
  }

  @Test func `an answer in flight is given while the server stops`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    control.waitForArrival()
    control.answerLater()
    server.stop(graceNanoseconds: 5_000_000_000)
    #expect(try connection.receive().text == "late")
  }

  @Test func `a stopped server refuses connections and may be stopped again`() throws {
    let server = try ScriptedHandler.start()
    server.stop(graceNanoseconds: 0)
    server.stop(graceNanoseconds: 0)
    #expect(throws: RawConnection.Failure.self) { _ = try RawConnection(port: server.port) }
  }

  @Test func `an idle connection does not hold up the stop`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    _ = try connection.receive()
    let begin = MonotonicTime.now()
    server.stop(graceNanoseconds: 5_000_000_000)
    #expect(MonotonicTime.now() - begin < 4_000_000_000)
    #expect(try connection.receiveUntilClosed().isEmpty)
  }

  @Test func `a later answer does not overtake an earlier request`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n" + Self.get)
    control.waitForArrival()
    control.answerLater()
    #expect(try connection.receive().text == "late")
    #expect(try connection.receive().text == "/a 0")
  }

  @Test func `a thousand pipelined requests are answered in order`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    let requests = (0..<1000).map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined()
    try connection.send(requests)
    for number in 0..<1000 { #expect(try connection.receive().text == "/\(number) 0") }
  }

  @Test func `a body comes whole, with a length and in chunks`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    let body = String(repeating: "x", count: 300_000)
    try connection.send("POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + body)
    #expect(try connection.receive().text == "/b 300000")
    let chunk = "186A0\r\n\(body.prefix(100_000))\r\n"
    try connection.send(
      "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunk + chunk + "0\r\n\r\n")
    #expect(try connection.receive().text == "/c 200000")
  }

  @Test func `a path arrives as it was sent`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /a%2Fb%20c%00d?x=1 HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(try connection.receive().text == "/a%2Fb%20c%00d 0")
  }

  @Test func `HEAD announces the length and sends no body`() throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n" + Self.get)
    #expect(try connection.receive(toHEAD: true)["content-length"] == "4")
    #expect(try connection.receive().text == "/a 0")
  }

  // MARK: Bodies that are not taken

  @Test func `a body that is too large is refused before it is sent`() throws {
    var settings = EngineSettings()
    settings.bodyLimit = 1000
    let server = try ScriptedHandler.start(settings: settings)
    var connection = try RawConnection(port: server.port)
    try connection.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n")
    let response = try connection.receive()
    #expect(response.status == 413)
    #expect(response["connection"] == "close")
    #expect(response.text == #"{"refused":true}"#)
  }

  // Closing at once would reset the connection, and the answer could be lost.
  @Test func `a client that sends all of a refused body can read the answer`() throws {
    var settings = EngineSettings()
    settings.bodyLimit = 1000
    let server = try ScriptedHandler.start(settings: settings)
    var connection = try RawConnection(port: server.port)
    let size = 16 * 1_048_576
    try connection.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: \(size)\r\n\r\n")
    try connection.send([UInt8](repeating: 0x20, count: size))
    connection.finishSending()
    #expect(try connection.receive().status == 413)
    #expect(try connection.receiveUntilClosed().isEmpty)
  }

  @Test func `a chunked body is refused as soon as it is too large`() throws {
    var settings = EngineSettings()
    settings.bodyLimit = 1000
    let server = try ScriptedHandler.start(settings: settings)
    var connection = try RawConnection(port: server.port)
    let chunk = "1F5\r\n" + String(repeating: "x", count: 501) + "\r\n"
    try connection.send(
      "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk)
    #expect(try connection.receive().status == 413)
  }

  @Test func `a body of exactly the limit is taken`() throws {
    var settings = EngineSettings()
    settings.bodyLimit = 1000
    let server = try ScriptedHandler.start(settings: settings)
    var connection = try RawConnection(port: server.port)
    let body = String(repeating: "x", count: 1000)
    try connection.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + body)
    #expect(try connection.receive().text == "/a 1000")
  }

  @Test func `bodies in flight are bounded and their memory is given back`() throws {
    var settings = EngineSettings()
    settings.bodiesInFlightLimit = 1500
    let server = try ScriptedHandler.start(settings: settings)
    let body = String(repeating: "x", count: 1000)
    let request = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n"
    var first = try RawConnection(port: server.port)
    // Answered only when the body is complete: so 999 bytes are held for certain after the GET below.
    try first.send(Self.get + request + body.dropLast())
    _ = try first.receive()
    var second = try RawConnection(port: server.port)
    try second.send(request)
    #expect(try second.receive().status == 503)
    try first.send("x")
    #expect(try first.receive().text == "/a 1000")
    var third = try RawConnection(port: server.port)
    try third.send(request + body)
    #expect(try third.receive().text == "/a 1000")
  }

  @Test func `a client that waits for a go-ahead gets it or the refusal`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    let head = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"
    var connection = try RawConnection(port: server.port)
    try connection.send(head)
    #expect(try connection.receive().status == 100)
    try connection.send("x")
    #expect(try connection.receive().text == "/a 1")
    control.refusesBodies.withLock { $0 = true }
    try connection.send(head)
    #expect(try connection.receive().status == 413)
  }

  // MARK: What the engine refuses itself

  struct Malformed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: String
    let status: Int
    let code: Int
  }

  @Test(arguments: [
    Malformed(
      testDescription: "no version", bytes: "GET /\r\n\r\n", status: 400, code: 400_007),
    Malformed(
      testDescription: "another protocol's version", bytes: "GET / HTTP/2.0\r\n\r\n", status: 505,
      code: 505_001),
    Malformed(
      testDescription: "a field without a colon",
      bytes: "GET / HTTP/1.1\r\nHost h\r\n\r\n", status: 400, code: 400_007),
    Malformed(
      testDescription: "a bad chunk",
      bytes: "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
      status: 400, code: 400_007),
    Malformed(
      testDescription: "a head that is too large",
      bytes: "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 20_000) + "\r\n\r\n",
      status: 431, code: 431_001),
    Malformed(
      testDescription: "a target that is too long",
      bytes: "GET /" + String(repeating: "x", count: 20_000) + " HTTP/1.1\r\n\r\n",
      status: 414, code: 431_001),
  ])
  func `the engine's own refusals are JSON`(_ malformed: Malformed) throws {
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send(malformed.bytes)
    let response = try connection.receive()
    #expect(response.status == malformed.status)
    #expect(response["content-type"] == "application/json")
    #expect(response.text.hasPrefix(#"{"error_code":\#(malformed.code),"error_message":""#))
  }

  // MARK: The process around it

  @Test func `a client that goes away does no harm`() throws {
    let server = try ScriptedHandler.start()
    for _ in 0..<20 {
      let connection = try RawConnection(port: server.port)
      try connection.send("GET /big HTTP/1.1\r\nHost: h\r\n\r\n")
    }
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    #expect(try connection.receive().status == 200)
  }

  @Test func `a taken port is an error that says so`() throws {
    let server = try ScriptedHandler.start()
    let error = #expect(throws: HTTPServerError.self) {
      _ = try ScriptedHandler.start(port: server.port)
    }
    #expect(
      error?.description == "cannot listen on 127.0.0.1:\(server.port): the port is taken")
  }

  @Test func `an address that is not this machine's is an error that says so`() throws {
    let error = #expect(throws: HTTPServerError.self) {
      _ = try HTTPServer(host: "192.0.2.1", port: 0, settings: EngineSettings()) { _ in
        ScriptedHandler(ScriptedHandler.Control())
      }
    }
    #expect(
      error?.description
        == "cannot listen on 192.0.2.1:0: no interface of this machine has this address")
  }

  @Test func `several servers live side by side`() throws {
    let servers = try (0..<5).map { _ in try ScriptedHandler.start() }
    #expect(Set(servers.map(\.port)).count == 5)
    for server in servers {
      var connection = try RawConnection(port: server.port)
      try connection.send(Self.get)
      #expect(try connection.receive().text == "/a 0")
    }
  }

  @Test func `a server changes no signal and no limit of the process`() throws {
    let before = ProcessState()
    let server = try ScriptedHandler.start()
    var connection = try RawConnection(port: server.port)
    try connection.send(Self.get)
    _ = try connection.receive()
    #expect(ProcessState() == before)
    server.stop(graceNanoseconds: 0)
    #expect(ProcessState() == before)
  }

  /// What a library could change for everybody.
  private struct ProcessState: Equatable {
    let openFiles: UInt
    let isPipeSignalDefault: Bool
    let isPipeSignalBlocked: Bool

    init() {
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      openFiles = limit.rlim_cur
      var action = sigaction()
      sigaction(SIGPIPE, nil, &action)
      isPipeSignalDefault = action.__sigaction_handler.sa_handler == nil
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      isPipeSignalBlocked = sigismember(&mask, SIGPIPE) == 1
    }
  }
}

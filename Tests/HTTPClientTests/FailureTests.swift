import HTTPClient
import Testing

/// What keeps an answer from coming whole, each told apart.
@Suite(.timeLimit(.minutes(1)))
struct FailureTests {
  /// What a server does with a request, and what that is called.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: String
    var resets = false
    let failure: TransportFailure
    var status: Int?
    var body = ""
  }

  private static let cases = [
    Case(testDescription: "nothing, FIN", bytes: "", failure: .closedWithoutAnswer),
    Case(testDescription: "nothing, RST", bytes: "", resets: true, failure: .reset),
    Case(
      testDescription: "an interim answer, FIN", bytes: "HTTP/1.1 100 Continue\r\n\r\n",
      failure: .closedWithoutAnswer),
    // libcurl does not tell this from nothing.
    Case(
      testDescription: "half a status line, FIN", bytes: "HTTP/1.1 20",
      failure: .closedWithoutAnswer),
    Case(
      testDescription: "half a head, FIN", bytes: "HTTP/1.1 200 OK\r\nX-A: 1\r\n",
      failure: .headCut),
    Case(
      testDescription: "half a field, FIN", bytes: "HTTP/1.1 200 OK\r\nX-A: 1", failure: .headCut),
    Case(
      testDescription: "half a body, FIN", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
      failure: .bodyCut(received: 3, expected: 9), status: 200, body: "abc"),
    Case(
      testDescription: "no body, FIN", bytes: "HTTP/1.1 500 X\r\nContent-Length: 9\r\n\r\n",
      failure: .bodyCut(received: 0, expected: 9), status: 500),
    Case(
      testDescription: "half a chunk, FIN",
      bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
      failure: .bodyCut(received: 3, expected: nil), status: 200, body: "abc"),
    Case(
      testDescription: "no last chunk, FIN",
      bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      failure: .bodyCut(received: 3, expected: nil), status: 200, body: "abc"),
  ]

  @Test(arguments: cases)
  func `a connection that ends too early`(_ example: Case) async throws {
    for method in ["GET", "POST"] {
      let exchange = try await exchange(method, example.bytes, resets: example.resets)
      #expect(exchange.failure == example.failure)
      #expect(exchange.response?.status == example.status)
      #expect(exchange.text == (example.status == nil ? nil : example.body))
      #expect(exchange.bodyLength == example.body.utf8.count)
      #expect(exchange.attempts == 1)
    }
  }

  // The client has said that it has the first part, so nothing of it can be lost by the reset.
  @Test func `a reset within a body keeps what came before`() async throws {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.resetWhenClosed()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      _ = connection.isQuiet(milliseconds: 100)
    }
    let exchange = await HTTPClient().exchange(ClientRequest("GET", server.url))
    #expect(exchange.failure == .reset)
    #expect(exchange.response?.status == 200)
    #expect(exchange.text == "abc")
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH_9.2\r\n", "220 mail.test ESMTP\r\n", "\u{15}\u{3}\u{3}\0\u{2}\u{2}(", "hello",
    "<html>no head at all</html>", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/2 200\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\u{1}\u{2}",
    "HTTP/1.2 200 OK\r\n\r\n", "HTTP/3 200 OK\r\nContent-Length: 5\r\n\r\n",
    "HTTP/1.1 2x0 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "HTTP/1.1 200 OK\r\nX-A: \0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n",
  ])
  func `an answer that is no HTTP, or HTTP 0.9`(bytes: String) async throws {
    let exchange = try await exchange("GET", bytes)
    guard case .notHTTP(let reason) = exchange.failure else {
      Issue.record("\(String(describing: exchange.failure))")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func `nobody listens`() async throws {
    let port = try Listener(backlog: 1).port
    let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://127.0.0.1:\(port)/"))
    #expect(exchange.failure == .refused(address: "127.0.0.1:\(port)"))
    #expect(exchange.attempts == 0)
    #expect(exchange.firstByte == nil)
  }

  // A label of more than 63 letters is no name, so nobody outside is asked for it.
  @Test func `a name that has no address`() async throws {
    let name = String(repeating: "a", count: 70) + ".test"
    let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://\(name)/"))
    #expect(exchange.failure == .unresolved(host: name))
  }

  // A multicast address takes no connection.
  @Test func `an address that cannot be reached`() async throws {
    let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://224.0.0.1:9/"))
    guard case .unreachable(let reason) = exchange.failure else {
      Issue.record("\(String(describing: exchange.failure))")
      return
    }
    #expect(!reason.isEmpty)
  }

  private func exchange(
    _ method: String, _ bytes: String, resets: Bool = false
  ) async throws -> ClientExchange {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      if resets { connection.resetWhenClosed() }
      connection.send(bytes)
    }
    return await HTTPClient().exchange(ClientRequest(method, server.url))
  }
}

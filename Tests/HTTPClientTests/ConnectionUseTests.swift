import HTTPClient
import Testing

/// Which requests go over which connections, and how often: what costs money goes out once.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionUseTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  @Test func `a connection is used again by GET and HEAD, not by others`() async throws {
    let server = try RawServer { connection in
      while let head = connection.readHead() {
        if head.hasSuffix("Content-Length: 1") { _ = connection.readBody(1) }
        connection.send(
          "HTTP/1.1 200 OK\r\nX-Connection: \(connection.number)\r\nContent-Length: 0\r\n\r\n")
      }
    }
    let client = HTTPClient()
    var connections: [String] = []
    for method in ["POST", "GET", "HEAD", "GET", "DELETE", "GET", "PUT", "GET", "OPTIONS", "GET"] {
      let body: ClientRequest.Body = method == "PUT" ? .bytes([1]) : .none
      let exchange = await client.exchange(ClientRequest(method, server.url, body: body))
      connections.append(exchange.response?.fields.first?.value ?? "none")
      #expect(exchange.attempts == 1)
    }
    #expect(connections[1...3].allSatisfy { $0 == "0" })
    #expect(connections[0] == "0" && connections[4] == "1")
    #expect(connections[6] == "2" && connections[8] == "3")
    #expect(server.connectionCount == 4)
    // A body makes a request of any method one that may do something.
    _ = await client.exchange(ClientRequest("GET", server.url, body: .bytes([1])))
    #expect(server.connectionCount == 5)
  }

  @Test func `a kept connection that the server has closed is no failure`() async throws {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.send(Self.ok)
    }
    let client = HTTPClient()
    for method in ["GET", "GET", "POST", "GET", "POST"] {
      let exchange = await client.exchange(ClientRequest(method, server.url))
      #expect(exchange.failure == nil)
      #expect(exchange.text == "ok")
    }
    #expect(server.heads.count == 5)
  }

  /// How a connection dies under its second request.
  enum Death: CaseIterable {
    case fin, rst
  }

  @Test(arguments: Death.allCases, ["GET", "HEAD"])
  func `what asks is asked again when a kept connection dies, and that is told`(
    death: Death, method: String
  ) async throws {
    let server = try dyingServer(death)
    let client = HTTPClient()
    #expect(await client.exchange(ClientRequest("GET", server.url)).attempts == 1)
    let exchange = await client.exchange(ClientRequest(method, server.url))
    #expect(exchange.failure == nil)
    #expect(exchange.attempts == 2)
    #expect(server.heads.count == 3)
  }

  @Test(arguments: Death.allCases, ["POST", "PUT", "DELETE", "PATCH", "BREW"])
  func `what may do something goes out once, and its failure is told`(
    death: Death, method: String
  ) async throws {
    // Whatever goes over this server's connections dies at the second request of each; a first one of
    // another method than GET dies too.
    let server = try RawServer { connection in
      while let head = connection.readHead() {
        guard connection.number == 0 && head.hasPrefix("GET") else {
          if death == .rst { connection.resetWhenClosed() }
          return
        }
        connection.send(Self.ok)
      }
    }
    let client = HTTPClient()
    for _ in 0..<3 { _ = await client.exchange(ClientRequest("GET", server.url)) }
    let exchange = await client.exchange(ClientRequest(method, server.url))
    #expect(exchange.failure == (death == .rst ? .reset : .closedWithoutAnswer))
    #expect(exchange.attempts == 1)
    #expect(server.heads.count(where: { $0.hasPrefix(method) }) == 1)
    #expect(server.heads.count == 4)
  }

  @Test func `half an answer on a kept connection is not asked for again`() async throws {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.send(Self.ok)
      guard connection.readHead() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nX-A: 1\r\n")
    }
    let client = HTTPClient()
    _ = await client.exchange(ClientRequest("GET", server.url))
    let exchange = await client.exchange(ClientRequest("GET", server.url))
    #expect(exchange.failure == .headCut)
    #expect(exchange.attempts == 1)
    #expect(server.heads.count == 2)
  }

  // libcurl would send a request with a go-ahead again, without asking for it.
  @Test func `an expectation that is refused is not dropped`() async throws {
    let server = try RawServer { connection in
      while connection.readHead() != nil {
        connection.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno")
      }
    }
    let exchange = await HTTPClient().exchange(
      ClientRequest(
        "POST", server.url, fields: [("Expect", "100-continue")], body: .bytes([1, 2, 3])))
    #expect(server.heads.count == 1)
    #expect(exchange.attempts == 1)
    #expect(exchange.response?.status == 417)
    #expect(
      exchange.failure == .other(code: 42, "libcurl would have sent the request a second time"))
  }

  @Test func `an expectation is waited for`() async throws {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.send("HTTP/1.1 100 Continue\r\n\r\n")
      guard connection.readBody(3) != nil else { return }
      connection.send(Self.ok)
    }
    let exchange = await HTTPClient().exchange(
      ClientRequest(
        "POST", server.url, fields: [("Expect", "100-continue")], body: .bytes([1, 2, 3])))
    #expect(exchange.text == "ok")
    #expect(exchange.failure == nil)
  }

  /// A server whose first connection dies under its second request.
  private func dyingServer(_ death: Death) throws -> RawServer {
    try RawServer { connection in
      while connection.readHead() != nil {
        connection.send(connection.number == 0 ? Self.ok : "HTTP/1.1 204 No Content\r\n\r\n")
        guard connection.number == 0 else { continue }
        _ = connection.readHead()
        if death == .rst { connection.resetWhenClosed() }
        return
      }
    }
  }
}

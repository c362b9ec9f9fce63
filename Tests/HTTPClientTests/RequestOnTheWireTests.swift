import HTTPClient
import Testing

/// The bytes that a request becomes.
@Suite(.timeLimit(.minutes(1)))
struct RequestOnTheWireTests {
  @Test func `nothing is added but what HTTP needs and Accept`() async throws {
    let (head, port) = try await sent { ClientRequest("GET", $0) }
    #expect(head == "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: */*")
  }

  @Test func `what would be added can be left out`() async throws {
    let (head, _) = try await sent {
      ClientRequest("GET", $0, removedFields: ["host", "Accept"])
    }
    #expect(head == "GET / HTTP/1.1")
  }

  @Test func `fields go out in order, repeated, empty, and as they are`() async throws {
    let fields = [
      ("X-B", "1"), ("x-a", ""), ("X-B", "2"), ("X-C", "  "), ("X-D", "a;b: c \u{E9} %41 "),
      ("Accept", "text/plain"), ("Host", "other.test"),
    ]
    let (head, _) = try await sent { ClientRequest("GET", $0, fields: fields) }
    #expect(
      head == "GET / HTTP/1.1\r\nHost: other.test\r\nX-B: 1\r\nx-a:\r\nX-B: 2\r\nX-C:\r\n"
        + "X-D: a;b: c \u{E9} %41 \r\nAccept: text/plain")
  }

  @Test func `a field that is given and removed is given`() async throws {
    let (head, _) = try await sent {
      ClientRequest(
        "GET", $0, fields: [("host", ""), ("ACCEPT", "a/b")], removedFields: ["Host", "Accept"])
    }
    #expect(head == "GET / HTTP/1.1\r\nHost:\r\nACCEPT: a/b")
  }

  @Test(arguments: ["GET", "get", "DELETE", "OPTIONS", "M-SEARCH"])
  func `a method without a body says nothing of its length`(method: String) async throws {
    let (head, port) = try await sent { ClientRequest(method, $0) }
    #expect(head == "\(method) / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: */*")
  }

  @Test(arguments: ["POST", "PUT", "PATCH"])
  func `a method that has a body says when there is none`(method: String) async throws {
    let (head, port) = try await sent { ClientRequest(method, $0) }
    #expect(
      head
        == "\(method) / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: */*\r\nContent-Length: 0")
  }

  @Test(arguments: ["GET", "DELETE", "POST"])
  func `an empty body is one`(method: String) async throws {
    let (head, _) = try await sent { ClientRequest(method, $0, body: .bytes([])) }
    #expect(head.hasSuffix("Content-Length: 0"))
  }

  @Test(arguments: ["/a/../b//./c?x=%2F&y", "*", "http://elsewhere.test/x", "no-slash here"])
  func `a target is sent as it is`(target: String) async throws {
    let (head, _) = try await sent { ClientRequest("GET", $0, target: target) }
    #expect(head.hasPrefix("GET \(target) HTTP/1.1\r\n"))
  }

  @Test func `the path of a URL is sent as it is, without a fragment`() async throws {
    let (head, _) = try await sent { ClientRequest("GET", $0 + "a/../b/./%2e%2E/c?q=/../#f") }
    #expect(head.hasPrefix("GET /a/../b/./%2e%2E/c?q=/../ HTTP/1.1\r\n"))
  }

  @Test(arguments: ["GET", "POST", "PUT", "DELETE"])
  func `bytes of a body arrive`(method: String) async throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let body = try await sentBody(method, .bytes(bytes), count: bytes.count)
    #expect(body == bytes)
  }

  @Test func `a filler arrives, and nobody is asked whether it may`() async throws {
    let count = 3 * 1_048_576 + 7
    let body = try await sentBody("POST", .filler(byte: 65, count: count), count: count)
    #expect(body == [UInt8](repeating: 65, count: count))
  }

  @Test func `a body may be chunked`() async throws {
    let request: @Sendable (String) -> ClientRequest = {
      ClientRequest(
        "POST", $0, fields: [("Transfer-Encoding", "chunked")], body: .bytes(Array("abc".utf8)))
    }
    let end = "3\r\nabc\r\n0\r\n\r\n"
    let server = try RawServer { connection in
      guard connection.readHead() != nil, let body = connection.readBody(end.utf8.count) else {
        return
      }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
      connection.send(body)
    }
    let exchange = await HTTPClient().exchange(request(server.url))
    #expect(exchange.response.map { String(decoding: $0.body, as: UTF8.self) } == end)
    #expect(server.heads.first?.contains("Content-Length") == false)
  }

  @Test func `a length may be a lie`() async throws {
    let (head, _) = try await sent {
      ClientRequest("POST", $0, fields: [("Content-Length", "+7x")], body: .bytes([1]))
    }
    #expect(head.hasSuffix("\r\nContent-Length: +7x"))
    #expect(!head.contains("Content-Length: 1"))
  }

  /// The head of a request, and the port that it went to.
  private func sent(
    _ request: (String) -> ClientRequest
  ) async throws -> (head: String, port: Int) {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.send("HTTP/1.1 204 No Content\r\n\r\n")
      connection.waitForEnd()
    }
    let exchange = await HTTPClient().exchange(request(server.url))
    #expect(exchange.failure == nil)
    #expect(exchange.response?.status == 204)
    #expect(server.heads.count == 1)
    return (try #require(server.heads.first), server.port)
  }

  /// The body of a request that announces so many bytes.
  private func sentBody(
    _ method: String, _ body: ClientRequest.Body, count: Int
  ) async throws -> [UInt8]? {
    let server = try RawServer { connection in
      guard connection.readHead() != nil, let body = connection.readBody(count) else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n")
      connection.send(body)
    }
    let exchange = await HTTPClient().exchange(ClientRequest(method, server.url, body: body))
    #expect(exchange.failure == nil)
    let head = try #require(server.heads.first)
    #expect(head.hasSuffix("\r\nContent-Length: \(count)"))
    #expect(!head.contains("Expect") && !head.contains("Content-Type"))
    return exchange.response?.body
  }
}

import HTTPClient
import Testing

/// Answers that come whole.
@Suite(.timeLimit(.minutes(1)))
struct AnswerTests {
  @Test func `status, fields in order, body and version`() async throws {
    let exchange = try await answer(
      "HTTP/1.1 418 \r\nX-B: 1\r\nx-a:\r\nX-B:2\t \r\nContent-Length: 3\r\n\r\nabc")
    let response = try #require(exchange.response)
    #expect(response.status == 418)
    #expect(
      response.fields.map { "\($0.name)=\($0.value)" }
        == ["X-B=1", "x-a=", "X-B=2", "Content-Length=3"])
    #expect(response.body == Array("abc".utf8))
    #expect(response.version == "1.1")
    #expect(exchange.bodyLength == 3)
    #expect(exchange.attempts == 1)
    let firstByte = try #require(exchange.firstByte)
    #expect(firstByte > .zero && firstByte <= exchange.duration)
  }

  @Test func `a body may be chunked, and a trailer is no head`() async throws {
    let exchange = try await answer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\n\r\n"
        + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 2\r\n\r\n")
    #expect(exchange.text == "abcde")
    #expect(exchange.response?.fields.map(\.name) == ["Transfer-Encoding", "X-A"])
  }

  @Test(arguments: ["1.0", "1.1"])
  func `a body without a length ends with the connection`(version: String) async throws {
    let exchange = try await answer("HTTP/\(version) 200 OK\r\n\r\nall of it", thenCloses: true)
    #expect(exchange.text == "all of it")
    #expect(exchange.response?.version == version)
  }

  @Test(arguments: [204, 304])
  func `some answers have no body, whatever they say`(status: Int) async throws {
    let exchange = try await answer("HTTP/1.1 \(status) X\r\nContent-Length: 5\r\n\r\n")
    #expect(exchange.response?.status == status)
    #expect(exchange.bodyLength == 0)
  }

  @Test func `an answer to HEAD has a length and no body`() async throws {
    let exchange = try await answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", to: "HEAD")
    #expect(exchange.response?.status == 200)
    #expect(exchange.bodyLength == 0)
  }

  @Test func `interim answers are not the answer`() async throws {
    let interim =
      "HTTP/1.1 100 Continue\r\nX-I: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
    let exchange = try await answer(
      interim + "HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nok", to: "POST")
    #expect(exchange.response?.status == 200)
    #expect(exchange.response?.fields.map(\.name) == ["X-A", "Content-Length"])
    #expect(exchange.text == "ok")
  }

  @Test func `a value may go on in the next line`() async throws {
    let exchange = try await answer(
      "HTTP/1.1 200 OK\r\nX-A: one\r\n \ttwo\r\nContent-Length: 0\r\n\r\n")
    #expect(exchange.response?.fields.map(\.value) == ["one two", "0"])
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is an answer`(status: Int) async throws {
    let elsewhere = try RawServer { _ in }
    let exchange = try await answer(
      "HTTP/1.1 \(status) X\r\nLocation: \(elsewhere.url)\r\nContent-Length: 2\r\n\r\ngo")
    #expect(exchange.response?.status == status)
    #expect(exchange.text == "go")
    #expect(elsewhere.connectionCount == 0)
  }

  @Test(arguments: [401, 407, 417])
  func `nothing is asked a second time`(status: Int) async throws {
    let server = try RawServer { connection in
      while connection.readHead() != nil {
        connection.send(
          "HTTP/1.1 \(status) X\r\nWWW-Authenticate: Basic realm=x\r\n"
            + "Proxy-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\nno")
      }
    }
    let exchange = await HTTPClient().exchange(
      ClientRequest("POST", server.url, fields: [("Authorization", "Bearer x")]))
    #expect(exchange.response?.status == status)
    #expect(exchange.text == "no")
    #expect(server.heads.count == 1)
  }

  @Test func `what is encoded stays so, and cookies are not kept`() async throws {
    let server = try RawServer { connection in
      while connection.readHead() != nil {
        connection.send(
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nSet-Cookie: a=b\r\nContent-Length: 2"
            + "\r\n\r\nno")
      }
    }
    let client = HTTPClient()
    for _ in 0..<2 {
      let exchange = await client.exchange(ClientRequest("GET", server.url))
      #expect(exchange.failure == nil)
      #expect(exchange.text == "no")
    }
    #expect(Set(server.heads).count == 1)
  }

  /// What becomes of a request that is answered with these bytes.
  private func answer(
    _ bytes: String, to method: String = "GET", thenCloses: Bool = false
  ) async throws -> ClientExchange {
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.send(bytes)
      if !thenCloses { connection.waitForEnd() }
    }
    let exchange = await HTTPClient().exchange(ClientRequest(method, server.url))
    #expect(exchange.failure == nil)
    return exchange
  }
}

extension ClientExchange {
  /// The body that came.
  var text: String? { response.map { String(decoding: $0.body, as: UTF8.self) } }
}

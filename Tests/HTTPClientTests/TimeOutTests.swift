import HTTPClient
import TestDoors
import Testing

/// Exchanges whose time is over, by what they were at.
@Suite(.timeLimit(.minutes(1)))
struct TimeOutTests {
  private static let settings = ClientSettings(
    connectTimeout: .milliseconds(100), timeout: .milliseconds(200))

  // The kernel takes one connection for a program that accepts none, and no more.
  @Test func `a server that takes no connection`() async throws {
    let listener = try Listener(backlog: 0)
    let first = try RawConnection(port: listener.port)
    let exchange = await HTTPClient(Self.settings).exchange(
      ClientRequest("POST", "http://127.0.0.1:\(listener.port)/"))
    #expect(exchange.failure == .timedOut(.connecting, after: .milliseconds(100)))
    #expect(exchange.attempts == 0)
    #expect(exchange.duration >= .milliseconds(100))
    first.finishSending()
  }

  @Test func `a server that says nothing of TLS`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    let exchange = await HTTPClient(Self.settings).exchange(
      ClientRequest("GET", "https://127.0.0.1:\(server.port)/"))
    #expect(exchange.failure == .timedOut(.connecting, after: .milliseconds(100)))
  }

  @Test func `the whole time-out counts where it is the shorter`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    let settings = ClientSettings(connectTimeout: .seconds(5), timeout: .milliseconds(50))
    let exchange = await HTTPClient(settings).exchange(
      ClientRequest("GET", "https://127.0.0.1:\(server.port)/"))
    #expect(exchange.failure == .timedOut(.connecting, after: .milliseconds(50)))
  }

  @Test(arguments: ["", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nX-A: 1\r\n"])
  func `an answer that does not come, or not the whole head`(bytes: String) async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send(bytes)
      connection.waitForEnd()
    }
    #expect(exchange.failure == .timedOut(.answer, after: .milliseconds(200)))
    #expect(exchange.response == nil)
    #expect(exchange.attempts == 1)
    #expect(exchange.duration >= .milliseconds(200))
  }

  @Test func `a body that is not taken`() async throws {
    let server = try RawServer { connection in
      // Nothing of it is read: the system's buffers are soon full.
      connection.waitForHangUp()
    }
    let exchange = await HTTPClient(Self.settings).exchange(
      ClientRequest("POST", server.url, body: .filler(byte: 0, count: 1 << 30)))
    #expect(exchange.failure == .timedOut(.answer, after: .milliseconds(200)))
  }

  @Test func `a body that does not come`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      connection.waitForEnd()
    }
    #expect(exchange.failure == .timedOut(.body, after: .milliseconds(200)))
    #expect(exchange.response?.status == 200)
    #expect(exchange.text == "abc")
  }

  @Test func `a body that comes steadily, but too slowly`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
      while connection.isQuiet(milliseconds: 5) { connection.send("x") }
    }
    #expect(exchange.failure == .timedOut(.body, after: .milliseconds(200)))
    #expect(exchange.bodyLength > 1 && exchange.bodyLength < 100)
    #expect(exchange.response?.body.count == exchange.bodyLength)
  }

  @Test func `a time of nothing is a short one, not none`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    let exchange = await HTTPClient(ClientSettings(connectTimeout: .zero, timeout: .zero))
      .exchange(ClientRequest("GET", server.url))
    guard case .timedOut = exchange.failure else {
      Issue.record("\(String(describing: exchange.failure))")
      return
    }
  }
}

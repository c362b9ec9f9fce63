import HTTPClient
import Testing

/// Answers without end: they are left at a limit.
@Suite(.timeLimit(.minutes(1)))
struct LimitTests {
  private static let settings = ClientSettings(bodyLimit: 1_048_576, headLimit: 64 * 1024)

  @Test func `a gigabyte that is announced`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
      while connection.send(Self.block) {}
    }
    expectLeftAtLimit(exchange)
  }

  @Test func `chunks without end`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while connection.send("10000\r\n") && connection.send(Self.block)
        && connection.send("\r\n")
      {}
    }
    expectLeftAtLimit(exchange)
  }

  @Test func `a body without a length and without end`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      while connection.send(Self.block) {}
    }
    expectLeftAtLimit(exchange)
  }

  @Test(arguments: [(0, true), (1, false)])
  func `the limit itself is still whole`(excess: Int, isWhole: Bool) async throws {
    let exchange = try await exchange(Self.settings) { connection in
      let count = 1_048_576 + excess
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n")
      connection.send([UInt8](repeating: 1, count: count))
    }
    #expect(exchange.failure == (isWhole ? nil : .bodyTooLarge(limit: 1_048_576)))
    #expect(exchange.response?.body.count == 1_048_576)
    #expect(exchange.bodyLength == 1_048_576 + excess)
  }

  @Test func `a length beyond all numbers`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc")
    }
    #expect(exchange.failure == .bodyTooLarge(limit: 1_048_576))
  }

  @Test func `a head of endless fields`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-A: \(String(repeating: "a", count: 1000))\r\n") {}
    }
    #expect(exchange.failure == .headTooLarge(limit: 64 * 1024))
    #expect(exchange.response == nil)
  }

  @Test func `a field without end`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send("HTTP/1.1 200 OK\r\nX-A: ")
      while connection.send("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") {}
    }
    #expect(exchange.failure == .headTooLarge(limit: 100 * 1024))
  }

  @Test func `interim answers without end`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      while connection.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n") {}
    }
    #expect(exchange.failure == .headTooLarge(limit: 64 * 1024))
  }

  @Test func `a trailer without end`() async throws {
    let exchange = try await exchange(Self.settings) { connection in
      connection.send(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n")
      while connection.send("X-A: \(String(repeating: "a", count: 1000))\r\n") {}
    }
    #expect(exchange.failure == .headTooLarge(limit: 64 * 1024))
    #expect(exchange.text == "abc")
  }

  private static let block = [UInt8](repeating: 0x61, count: 0x10000)

  private func expectLeftAtLimit(_ exchange: ClientExchange) {
    #expect(exchange.failure == .bodyTooLarge(limit: 1_048_576))
    #expect(exchange.response?.body.count == 1_048_576)
    #expect(exchange.bodyLength > 1_048_576)
    #expect(exchange.bodyLength < 2 * 1_048_576)
  }
}

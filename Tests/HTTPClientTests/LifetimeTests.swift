import Testing

@testable import HTTPClient

/// What begins with a client and ends with it.
@Suite(.timeLimit(.minutes(1)))
struct LifetimeTests {
  @Test func `a hundred exchanges at once share a thread, and none waits for another`() async throws
  {
    let server = try RawServer { connection in
      while let head = connection.readHead() {
        // The first half is never answered.
        guard head.hasPrefix("GET /late") else { continue }
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      }
    }
    let client = HTTPClient()
    let url = server.url
    await withTaskGroup { group in
      for _ in 0..<50 { group.addTask { await client.exchange(ClientRequest("GET", url)) } }
      await withTaskGroup { others in
        for _ in 0..<50 {
          others.addTask { await client.exchange(ClientRequest("GET", url + "late")) }
        }
        for await exchange in others { #expect(exchange.text == "ok") }
      }
      group.cancelAll()
      for await exchange in group { #expect(exchange.failure == .cancelled) }
    }
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
  func `cancelling ends an exchange and its connection`(bytes: String) async throws {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let (ends, ended) = AsyncStream<Void>.makeStream()
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      connection.send(bytes)
      arrived.yield()
      connection.waitForEnd()
      ended.yield()
    }
    let client = HTTPClient(ClientSettings(timeout: .seconds(50)))
    let url = server.url
    let task = Task { await client.exchange(ClientRequest("POST", url)) }
    for await _ in arrivals { break }
    task.cancel()
    let exchange = await task.value
    #expect(exchange.failure == .cancelled)
    #expect(exchange.attempts == 1)
    #expect(exchange.duration < .seconds(40))
    for await _ in ends { break }
  }

  @Test func `a task that was cancelled before sends nothing`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    let url = server.url
    let (gates, gate) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in gates {}
      return await HTTPClient().exchange(ClientRequest("GET", url))
    }
    task.cancel()
    gate.finish()
    let exchange = await task.value
    #expect(exchange.failure == .cancelled)
    #expect(exchange.attempts == 0)
    #expect(server.connectionCount == 0)
  }

  @Test func `cancelling while a connection is made`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    let port = server.port
    let client = HTTPClient(ClientSettings(connectTimeout: .seconds(50), timeout: .seconds(50)))
    for _ in 0..<50 {
      let task = Task { await client.exchange(ClientRequest("GET", "https://127.0.0.1:\(port)/")) }
      await Task.yield()
      task.cancel()
      #expect(await task.value.failure == .cancelled)
    }
  }

  @Test func `a client that is released ends its thread and closes its connections`() async throws {
    let (closings, closed) = AsyncStream<Void>.makeStream()
    let (threads, ended) = AsyncStream<Void>.makeStream()
    let server = try RawServer { connection in
      while connection.readHead() != nil {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      }
      closed.yield()
    }
    var client: HTTPClient? = HTTPClient(ClientSettings(), ended: { ended.yield() })
    for method in ["POST", "POST", "GET"] {
      _ = await client?.exchange(ClientRequest(method, server.url))
    }
    #expect(server.connectionCount == 2)
    client = nil
    for await _ in threads { break }
    var closingsSeen = closings.makeAsyncIterator()
    for _ in 0..<2 { await closingsSeen.next() }
  }

  @Test func `an exchange under way outlives what is left of its client`() async throws {
    let (threads, ended) = AsyncStream<Void>.makeStream()
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      _ = connection.isQuiet(milliseconds: 50)
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    }
    for _ in 0..<5 {
      let exchange = await HTTPClient(ClientSettings(), ended: { ended.yield() })
        .exchange(ClientRequest("GET", server.url))
      #expect(exchange.text == "ok")
    }
    var threadsSeen = threads.makeAsyncIterator()
    for _ in 0..<5 { await threadsSeen.next() }
  }

  @Test func `a client that did nothing has no thread`() {
    _ = HTTPClient(ClientSettings(), ended: { Issue.record("there was one") })
  }
}

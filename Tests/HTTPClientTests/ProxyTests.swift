import Glibc
import HTTPClient
import Testing

/// The proxies of the environment, each test in a process of its own: an environment is everybody's.
@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
  @Test func `a proxy has the requests to others`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try answering("from the proxy")
      setenv("http_proxy", proxy.url, 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://other.test/a?b"))
      #expect(exchange.text == "from the proxy")
      #expect(proxy.heads.first?.hasPrefix("GET http://other.test/a?b HTTP/1.1\r\n") == true)
    }
  }

  @Test func `what no_proxy names goes past it`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try answering("from the proxy")
      setenv("http_proxy", proxy.url, 1)
      setenv("no_proxy", "224.0.0.1", 1)
      let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://224.0.0.1:9/"))
      #expect(exchange.failure != nil)
      #expect(proxy.connectionCount == 0)
    }
  }

  @Test func `nothing for this machine goes through a proxy`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try answering("from the proxy")
      let server = try answering("from the server")
      for name in ["http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"] {
        setenv(name, proxy.url, 1)
      }
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let client = HTTPClient()
      for host in ["127.0.0.1", "localhost", "LOCALHOST", "127.1", "0x7f.1", "127.0.0.2"] {
        let exchange = await client.exchange(ClientRequest("GET", "http://\(host):\(server.port)/"))
        #expect(exchange.text != "from the proxy", "\(host)")
        if host != "127.0.0.2" { #expect(exchange.text == "from the server", "\(host)") }
      }
      _ = await client.exchange(ClientRequest("GET", "http://[::1]:\(server.port)/"))
      #expect(proxy.connectionCount == 0)
    }
  }

  @Test func `a name that only begins like this machine's address goes through a proxy`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try answering("from the proxy")
      setenv("http_proxy", proxy.url, 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://127.0.0.1.test/"))
      #expect(exchange.text == "from the proxy")
    }
  }

  @Test func `what a proxy says to CONNECT is no answer`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try RawServer { connection in
        guard connection.readHead() != nil else { return }
        connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
        connection.waitForEnd()
      }
      setenv("https_proxy", proxy.url, 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let exchange = await HTTPClient().exchange(
        ClientRequest("GET", "https://other.test/", fields: [("Authorization", "Bearer x")]))
      #expect(proxy.heads.first?.hasPrefix("CONNECT other.test:443 HTTP/1.1\r\n") == true)
      #expect(proxy.heads.first?.contains("Bearer") == false)
      guard case .unreachable(let reason) = exchange.failure else {
        Issue.record("\(String(describing: exchange.failure))")
        return
      }
      #expect(reason.contains("403"))
      #expect(exchange.response == nil)
      #expect(exchange.attempts == 0)
    }
  }

  @Test func `a proxy without a name that has an address`() async {
    await #expect(processExitsWith: .success) {
      setenv("http_proxy", "http://\(String(repeating: "a", count: 70)).test:1", 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let exchange = await HTTPClient().exchange(ClientRequest("GET", "http://other.test/"))
      #expect(exchange.failure == .unresolved(host: "the proxy"))
    }
  }
}

private func answering(_ text: String) throws -> RawServer {
  try RawServer { connection in
    while connection.readHead() != nil {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
    }
  }
}

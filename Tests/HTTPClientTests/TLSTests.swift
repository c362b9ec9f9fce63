import HTTPClient
import Testing

/// Whom the client trusts.
@Suite(.timeLimit(.minutes(1)))
struct TLSTests {
  private static let trusting = ClientSettings(certificateAuthority: TLSServer.authority)

  @Test func `a certificate of an authority that is trusted`() async throws {
    let server = try TLSServer(.good)
    let client = HTTPClient(Self.trusting)
    for method in ["GET", "POST"] {
      let exchange = await client.exchange(
        ClientRequest(method, "https://127.0.0.1:\(server.port)/"))
      #expect(exchange.failure == nil)
      #expect(exchange.response?.status == 200)
    }
  }

  @Test(arguments: [TLSServer.Certificate.expired, .wrongName, .selfSigned])
  func `a certificate that says something else`(_ certificate: TLSServer.Certificate) async throws {
    let server = try TLSServer(certificate)
    try await expectDistrust(of: server.port, Self.trusting)
  }

  @Test func `an authority that nobody trusts`() async throws {
    let server = try TLSServer(.good)
    try await expectDistrust(of: server.port, ClientSettings())
  }

  @Test(arguments: ["/nowhere/authority.pem", TLSServer.certificates + "make"])
  func `a file that is no authority`(file: String) async throws {
    let server = try TLSServer(.good)
    try await expectDistrust(of: server.port, ClientSettings(certificateAuthority: file))
  }

  @Test(arguments: [false, true])
  func `a server without TLS`(resets: Bool) async throws {
    let server = try RawServer { connection in
      if resets { connection.resetWhenClosed() }
      guard connection.readBody(1) != nil else { return }
      connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    }
    try await expectDistrust(of: server.port, Self.trusting)
  }

  @Test func `a server with TLS that is called without it`() async throws {
    let server = try TLSServer(.good)
    let exchange = await HTTPClient().exchange(
      ClientRequest("GET", "http://127.0.0.1:\(server.port)/"))
    #expect(exchange.response == nil)
    #expect(exchange.failure == .closedWithoutAnswer)
  }

  /// Nothing of a request may go to a server that is not trusted.
  private func expectDistrust(of port: Int, _ settings: ClientSettings) async throws {
    let exchange = await HTTPClient(settings).exchange(
      ClientRequest("GET", "https://127.0.0.1:\(port)/", fields: [("Authorization", "Bearer x")]))
    guard case .tls(let reason) = exchange.failure else {
      Issue.record("\(String(describing: exchange.failure))")
      return
    }
    #expect(!reason.isEmpty)
    #expect(exchange.attempts == 0)
    #expect(exchange.response == nil)
  }
}

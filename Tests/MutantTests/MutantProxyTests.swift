import HTTPClient
import MicroHTTPD
import Mutants
import Testing

/// A proxy that changes nothing is not noticed.
@Suite(.timeLimit(.minutes(1)))
struct MutantProxyTests {
  /// What an exchange was, but for the date and the port.
  private func text(_ exchange: ClientExchange) -> String {
    let response = exchange.response
    let fields = (response?.fields ?? []).filter {
      !["date", "connection"].contains($0.name.lowercased())
    }
    .map { "\($0.name): \($0.value)" }.sorted()
    let body = response.map {
      $0.body.count > 10_000 ? "" : String(decoding: $0.body, as: UTF8.self)
    }
    return """
      \(response?.status ?? 0) \(exchange.failure.map { "\($0)" } ?? "")
      \(fields.joined(separator: "\n"))
      \(exchange.bodyLength): \(body ?? "")
      """
  }

  /// Sends a request to an echo and, through a proxy, to the same echo.
  private func both(_ request: ClientRequest) async throws -> (direct: String, proxied: String) {
    let client = HTTPClient(ClientSettings(bodyLimit: 128 * 1_048_576))
    let echo = try EchoHandler.start()
    let origin = "http://127.0.0.1:\(echo.port)"
    var request = request
    if !request.removedFields.contains("Host") { request.fields.append(("Host", "mock.example")) }
    let path = request.url
    request.target = path
    request.url = origin
    let direct = text(await client.exchange(request))
    let proxied = try await MutantProxy.withRunning(nil, to: origin) { origin in
      request.url = origin
      return text(await client.exchange(request))
    }.value
    withExtendedLifetime(echo) {}
    return (direct, proxied)
  }

  @Test(arguments: [
    ClientRequest("GET", "/plain?a=1&b=%20c+d&a=2"),
    ClientRequest("GET", "/%2F%00/ä"),
    ClientRequest("HEAD", "/head"),
    ClientRequest("OPTIONS", "/options"),
    ClientRequest("PATCH", "/patch", body: .bytes([1, 2, 3])),
    ClientRequest("POST", "/post", body: .bytes(Array(#"{"a":1}"#.utf8))),
    ClientRequest("POST", "/post"),
    ClientRequest("GET", "/get", body: .bytes([])),
    ClientRequest(
      "GET", "/fields",
      fields: [("X", "1"), ("x", "2"), ("Authorization", "a"), ("Authorization", "b")]),
    ClientRequest(
      "GET", "/fields", fields: [("Empty", ""), ("Range", "bytes=0-1"), ("Origin", "null")]),
    ClientRequest("GET", "/no-host", removedFields: ["Host", "Accept"]),
    ClientRequest("GET", "/long", fields: [("Long", String(repeating: "x", count: 20_000))]),
    ClientRequest("GET", "/204"),
    ClientRequest("GET", "/304"),
    ClientRequest("GET", "/418"),
    ClientRequest("GET", "/empty"),
    ClientRequest("GET", "/close"),
    ClientRequest("GET", "/cut"),
    ClientRequest("GET", "/large"),
    ClientRequest("HEAD", "/large"),
    ClientRequest("POST", "/upload", body: .filler(byte: 7, count: 64 * 1_048_576)),
  ])
  func `a request and its answer pass as they are`(request: ClientRequest) async throws {
    let (direct, proxied) = try await both(request)
    #expect(proxied == direct)
  }
}

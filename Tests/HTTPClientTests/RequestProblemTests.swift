import HTTPClient
import Testing

/// Requests that cannot be sent as they are written; none of them reaches a server.
struct RequestProblemTests {
  @Test(arguments: ["", "GE T", "GET\r\n", "GET\0", "G\u{7F}T"])
  func `a method that would break the request line`(method: String) async throws {
    let problem = await problem(ClientRequest(method, "http://127.0.0.1:1/"))
    #expect(problem == "the method is empty, or has a space or a control character")
  }

  @Test(arguments: ["", "/\r\nX: y", "/\n", "/\0"])
  func `a target that would break the request line`(target: String) async throws {
    let problem = await problem(ClientRequest("GET", "http://127.0.0.1:1/", target: target))
    #expect(problem == "the target is empty, or has a CR, LF or NUL")
  }

  @Test(arguments: ["", "X Y", "X:", "X;", "X\r\nY", "X\0", "\u{E9}"])
  func `a name that is no token`(name: String) async throws {
    var request = ClientRequest("GET", "http://127.0.0.1:1/", fields: [(name, "v")])
    #expect(await problem(request) == "\"\(name)\" is no name of a field")
    request.removedFields = [name]
    request.fields = []
    #expect(await problem(request) == "\"\(name)\" is no name of a field")
  }

  @Test(arguments: ["a\r\nX: y", "a\rb", "a\n", "\0"])
  func `a value that would be another field`(value: String) async throws {
    let request = ClientRequest("GET", "http://127.0.0.1:1/", fields: [("X-A", value)])
    #expect(await problem(request) == "the value of the field X-A has a CR, LF or NUL")
  }

  @Test func `what libcurl would leave out without a word`() async throws {
    let hosts = ClientRequest("GET", "http://127.0.0.1:1/", fields: [("Host", "a"), ("host", "b")])
    #expect(await problem(hosts) == "the field Host can be sent once only")
    let head = ClientRequest("HEAD", "http://127.0.0.1:1/", body: .bytes([1]))
    #expect(await problem(head) == "HEAD is sent without a body only")
  }

  @Test(arguments: [
    ("ftp://127.0.0.1/", "the URL must begin with http:// or https://, not ftp://"),
    ("file:///etc/hosts", "the URL must begin with http:// or https://, not file://"),
    ("x://a", "the URL must begin with http:// or https://, not x://"),
    ("http://me:secret@127.0.0.1/", "the URL names a user; send a field Authorization instead"),
    ("http://127.0.0.1/a b", "the URL has a space or a control character"),
    ("http://127.0.0.1/\r\nX: y", "the URL has a space or a control character"),
    ("http://127.0.0.1/\0", "the URL has a space or a control character"),
    ("127.0.0.1:1", "127.0.0.1:1 is no URL: "),
    ("", " is no URL: "),
    ("http://", "http:// is no URL: "),
    ("http://127.0.0.1:99999/", "http://127.0.0.1:99999/ is no URL: "),
  ])
  func `a URL that is none, or not ours`(url: String, beginning: String) async throws {
    let problem = await problem(ClientRequest("GET", url))
    #expect(problem?.hasPrefix(beginning) == true, "\(problem ?? "no problem")")
  }

  private func problem(_ request: ClientRequest) async -> String? {
    let exchange = await HTTPClient().exchange(request)
    #expect(exchange.attempts == 0)
    guard case .invalidRequest(let reason) = exchange.failure else { return nil }
    return reason
  }
}

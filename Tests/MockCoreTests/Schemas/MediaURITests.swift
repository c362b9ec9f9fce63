import Testing

@testable import MockCore

struct MediaURITests {
  private func accepts(_ uri: String, _ leniency: SchemaValidator.Leniency = .init()) -> Bool {
    MediaURI.accepts(Array(uri.utf8)[...], leniency)
  }

  @Test(arguments: [
    "https://user:pw@e/x", "https://[::1]:8443/x",
    "https://example.com", "https://example.com/", "https://example.com/a.png?b=c#d",
    "https://example.com:8443/a", "https://example.com?x", "https://example.com#x",
    "HTTPS://EXAMPLE.COM/A", "hTTps://e/", "https://[::1]:80/x", "https://e/a%20b",
    "https://xn--bcher-kva.example/", "data:image/png;base64,iVBORw0KGgo=", "data:,", "data:,x",
    "DATA:text/plain,abc", "data:image/png;base64,",
  ])
  func `https URLs with a host and data URIs are taken`(_ uri: String) {
    #expect(accepts(uri))
  }

  @Test(arguments: [
    "https://@", "https://user:pw@", "https://[/", "https://x:99999/", "https://a b/",
    "", "x", "https", "https:", "https:/", "https://", "https:///path", "https://?q", "https://#f",
    "https:example.com", "https:/example.com", "http://example.com/", "http:", "httpss://e/",
    "httpsx://e", "ftp://e/", "file:///etc/passwd", "//example.com/a", "/a.png", "a.png",
    "example.com/a", "data", "data:", "data:image/png;base64", "datas:,x", "://e", ":",
    "https://e/a b", "https://e/\u{E9}", "https://e/a\n", "https://e/\0", " https://e/",
    "https://e/\u{7F}", "blob:https://e/1", "javascript:alert(1)", "https//e/", "https://:443/x",
  ])
  func `everything else is refused`(_ uri: String) {
    #expect(!accepts(uri))
  }

  private var own: SchemaValidator.Leniency {
    var leniency = SchemaValidator.Leniency()
    leniency.host = Array("localhost:8080".utf8)[...]
    leniency.ownOrigins = ["http://mock.test", "https://media.test"]
    return leniency
  }

  @Test(arguments: [
    "http://localhost:8080", "http://localhost:8080/", "http://localhost:8080/outputs/1/0.png",
    "http://localhost:8080?x", "HTTP://localhost:8080/a", "http://mock.test/a", "http://mock.test",
    "https://other.test/",
  ])
  func `http is taken on the mock's own origins`(_ uri: String) {
    #expect(accepts(uri, own))
  }

  @Test(arguments: [
    "http://localhost:80801/", "http://localhost:8080.evil.test/",
    "http://localhost:8080@evil.test/",
    "http://localhost/", "http://localhost:808/", "http://evil.test/localhost:8080/",
    "http://mock.test.evil.test/", "http://mock.test:81/", "http://mock.tes/", "http://media.test/",
    "http:localhost:8080/", "http://localhost:8080/a b",
  ])
  func `http is refused where an origin only looks like the mock's own`(_ uri: String) {
    #expect(!accepts(uri, own))
  }

  @Test func `without a host no http is taken`() {
    #expect(!accepts("http:///x"))
    #expect(!accepts("http:///"))
  }

  @Test func `a profile can take http everywhere`() {
    var leniency = SchemaValidator.Leniency()
    leniency.acceptsHTTP = true
    #expect(accepts("http://example.com/a", leniency))
    #expect(!accepts("http:///a", leniency))
    #expect(!accepts("http://e/a b", leniency))
    #expect(!accepts("ftp://example.com/a", leniency))
  }
}

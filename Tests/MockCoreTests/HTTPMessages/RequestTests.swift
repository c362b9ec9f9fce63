import HTTPMessages
import Testing

struct RequestTests {
  @Test(
    arguments: zip(
      ["GET", "HEAD", "POST", "PUT", "DELETE", "get", "Post", "GETS", "GE", "", "OPTIONS"],
      [.get, .head, .post, .other, .other, .other, .other, .other, .other, .other, .options]
        as [Request.Method]))
  func `methods are compared with case`(_ name: String, _ method: Request.Method) {
    #expect(Request(name, "/").method == method)
  }

  @Test func `the path is kept as it was sent`() {
    let request = Request("GET", "/v1/models/a%2Fb//c")
    #expect(request.string(request.path) == "/v1/models/a%2Fb//c")
  }

  private static let names: [(String, Request.Field)] = [
    ("host", .host), ("authorization", .authorization), ("content-type", .contentType),
    ("content-encoding", .contentEncoding), ("content-length", .contentLength),
    ("transfer-encoding", .transferEncoding), ("expect", .expect), ("range", .range),
    ("if-none-match", .ifNoneMatch), ("if-modified-since", .ifModifiedSince),
    ("if-range", .ifRange), ("if-match", .ifMatch), ("if-unmodified-since", .ifUnmodifiedSince),
  ]

  @Test func `each field has a name`() {
    #expect(Set(Self.names.map(\.1)) == Set(Request.Field.allCases))
  }

  @Test(arguments: names)
  func `a field is found by its name in any case`(_ name: String, _ field: Request.Field) {
    for spelling in [name, name.uppercased(), name.capitalized(by: "-")] {
      #expect(Request(fields: [(spelling, "Value, kept")]).text(of: field) == "Value, kept")
    }
    #expect(Request(fields: []).value(of: field) == .absent)
  }

  @Test func `field names that are only similar are not taken`() {
    for name in ["hos", "hosts", "content_type", "content\rtype", "contenttype", "x-host", ""] {
      let request = Request(fields: [(name, "v")])
      for field in Request.Field.allCases {
        #expect(request.value(of: field) == .absent, "\(name)")
      }
    }
  }

  @Test func `a field that was sent twice is several, an empty one is there`() {
    let request = Request(fields: [("Authorization", "a"), ("Expect", "")])
    #expect(request.text(of: .authorization) == "a")
    #expect(request.text(of: .expect) == "")
    request.addField("AUTHORIZATION", "b")
    #expect(request.value(of: .authorization) == .several)
    request.addField("authorization", "c")
    #expect(request.value(of: .authorization) == .several)
    #expect(request.text(of: .expect) == "")
  }

  @Test func `arguments stand in their order and still encoded`() {
    let request = Request(arguments: [("a", "1%20"), ("b", ""), ("a", "2")])
    #expect(request.arguments.map { request.string($0.name) } == ["a", "b", "a"])
    #expect(request.arguments.map { request.string($0.value) } == ["1%20", "", "2"])
  }

  struct Target: Sendable, CustomTestStringConvertible {
    let target: String
    let path: String
    let host: String?

    init(_ target: String, path: String, host: String?) {
      self.target = target
      self.path = path
      self.host = host
    }

    var testDescription: String { target }
  }

  @Test(arguments: [
    Target("/v1/models", path: "/v1/models", host: nil),
    Target("http://host:8080/v1/models", path: "/v1/models", host: "host:8080"),
    Target("HTTP://Host/", path: "/", host: "Host"),
    Target("http://host", path: "/", host: "host"),
    Target("http:///x", path: "/x", host: ""),
    Target("//host/x", path: "//host/x", host: nil),
    Target("*", path: "*", host: nil),
    Target("", path: "", host: nil),
    Target("ftp://host/x", path: "ftp://host/x", host: nil),
  ])
  func `an absolute target gives path and host`(_ target: Target) {
    let request = Request("GET", target.target)
    #expect(request.string(request.path) == target.path)
    #expect(request.text(of: .host) == target.host)
  }

  @Test func `the authority of an absolute target replaces the Host field`() {
    let request = Request("GET", "http://right:1/x", [("Host", "wrong:2")])
    #expect(request.text(of: .host) == "right:1")
    #expect(Request("GET", "/x", [("Host", "a:2")]).text(of: .host) == "a:2")
  }

  @Test func `a request that is started again has forgotten the one before`() {
    let request = Request(
      "POST", "http://a/long/path", [("Host", "b"), ("Range", "c"), ("If-Range", "d")],
      arguments: [("x", "y")])
    request.begin("GET", "/")
    #expect(request.method == .get)
    #expect(request.string(request.path) == "/")
    #expect(request.arguments.isEmpty)
    for field in Request.Field.allCases { #expect(request.value(of: field) == .absent) }
    request.addField("host", "new")
    #expect(request.text(of: .host) == "new")
  }

  @Test func `text is compared byte by byte`() {
    let request = Request("GET", "/abc")
    #expect(request.text(request.path, equals: "/abc"))
    for other: StaticString in ["/ab", "/abcd", "/abC", "abc/", ""] {
      #expect(!request.text(request.path, equals: other))
    }
  }

  @Test func `ill-formed UTF-8 becomes a replacement character`() {
    let request = Request()
    let target: [UInt8] = [0x2F, 0xFF]
    request.start(method: Array("GET".utf8).span.bytes, target: target.span.bytes)
    #expect(request.string(request.path) == "/\u{FFFD}")
  }
}

extension Request {
  fileprivate convenience init(fields: [(String, String)]) {
    self.init("GET", "/", fields)
  }
}

extension String {
  fileprivate func capitalized(by separator: Character) -> String {
    split(separator: separator).map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: String(separator))
  }
}

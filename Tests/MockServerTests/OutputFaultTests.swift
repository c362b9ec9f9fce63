import TestDoors
import Testing

/// What goes wrong with a picture.
@Suite(.timeLimit(.minutes(1)))
struct OutputFaultTests {
  private func mock(_ action: String, nth: Int = 1) throws -> (TestMock, id: String) {
    let mock = try TestMock(
      script: """
        job: { queue: 0s, run: 0s }
        faults: [{ on: output, nth: \(nth), do: \(action) }]
        """)
    return (mock, try mock.submit())
  }

  private static let signatures: [String: [UInt8]] = [
    "png": [0x89, 0x50, 0x4E, 0x47], "jpeg": [0xFF, 0xD8, 0xFF], "webp": Array("RIFF".utf8),
  ]

  @Test(arguments: ["jpeg", "webp"])
  func `a picture is of another type than was promised`(_ format: String) throws {
    let (mock, id) = try mock("{ picture: { format: \(format) } }")
    let wrong = try mock.output(id)
    #expect(wrong.status == 200)
    #expect(wrong["content-type"] == "image/png")
    #expect(wrong.body.starts(with: Self.signatures[format] ?? []))
    let right = try mock.output(id)
    #expect(right["content-type"] == "image/png")
    #expect(right.body.starts(with: Self.signatures["png"] ?? []))
  }

  @Test func `a picture is of another size than was asked for`() throws {
    let (mock, id) = try mock("{ picture: { width: 300, height: 7 } }")
    // The first chunk of a PNG begins with width and height, after 16 bytes.
    func size(_ body: [UInt8]) -> [Int] {
      [16, 20].map { at in body[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    }
    let wrong = try mock.output(id)
    #expect(size(wrong.body) == [300, 7])
    #expect(wrong["content-length"] == "\(wrong.body.count)")
    let right = try mock.output(id)
    #expect(size(right.body) != [300, 7])
    let part = try self.mock("{ picture: { width: 300, height: 7 } }")
    #expect(
      try part.0.output(part.id, "GET", [("Range", "bytes=0-29")]).body == Array(wrong.body[0..<30])
    )
  }

  @Test func `a picture has another type in words only`() throws {
    let (mock, id) = try mock("{ edit: { content-type: text/html } }")
    let wrong = try mock.output(id)
    let right = try mock.output(id)
    #expect(wrong["content-type"] == "text/html")
    #expect(right["content-type"] == "image/png")
    #expect(wrong.body == right.body)
  }

  @Test(arguments: ["GET", "HEAD"])
  func `a link has died, or leads elsewhere`(_ method: String) throws {
    let expired = try mock("{ refuse: output.expiry }")
    let refusal = try expired.0.output(expired.id, method)
    #expect(refusal.status == 410)
    #expect(refusal["access-control-allow-origin"] == "*")
    #expect(try expired.0.output(expired.id, method).status == 200)

    let moved = try mock("{ redirect: other-host }")
    let path = "/outputs/\(moved.id)/0.png"
    let request = TestRequest(method, path, token: nil).with("Host", "127.0.0.1:1")
    let redirect = try moved.0.send(request)
    #expect(redirect.status == 302)
    #expect(redirect["location"] == "http://localhost:1\(path)")
    #expect(redirect["access-control-allow-origin"] == "*")
    #expect(try moved.0.send(request).status == 200)
  }

  @Test(arguments: [("50%", 50), ("0%", 0), ("99%", 99)])
  func `half of a picture is sent as if it were all`(_ amount: (text: String, percent: Int)) throws
  {
    let (mock, id) = try mock("{ edit: { keep: \(amount.text) } }")
    let wrong = try mock.output(id)
    let right = try mock.output(id)
    let count = right.body.count * amount.percent / 100
    #expect(wrong["content-length"] == "\(count)")
    #expect(wrong["content-type"] == "image/png")
    #expect(wrong.body == Array(right.body.prefix(count)))
  }

  @Test func `a page of a gateway stands where the picture should`() throws {
    let (mock, id) = try mock("{ answer: { content-type: text/html, body: <p>busy</p> } }")
    let wrong = try mock.output(id, "GET", [("Range", "bytes=0-9")])
    #expect(wrong.status == 200)
    #expect(wrong["content-type"] == "text/html")
    #expect(wrong["content-range"] == nil)
    #expect(wrong["etag"] == nil)
    #expect(wrong.text == "<p>busy</p>")
  }

  @Test func `a 304 can be changed too`() throws {
    let (mock, id) = try mock("{ edit: { headers: { ETag: other } } }", nth: 2)
    let tag = try #require(try mock.output(id)["etag"])
    let wrong = try mock.output(id, "GET", [("If-None-Match", tag)])
    #expect(wrong.status == 304)
    #expect(wrong.fields.filter { $0.name == "etag" }.map(\.value) == ["other"])
    let right = try mock.output(id, "GET", [("If-None-Match", tag)])
    #expect(right.status == 304)
    #expect(right["etag"] == tag)
  }
}

import HTTPMessages
import MockCore
import TestDoors
import Testing

/// Outputs need the whole server: the bytes are the shell's.
@Suite(.timeLimit(.minutes(1)))
struct OutputTests {
  private static let origin = "http://mock.test:1234"

  /// The paths of the outputs of a job that has ended.
  private func paths(
    _ mock: TestMock, _ json: String = #"{"prompt":"x","image_size":"square"}"#,
    model: String = "aidc-ai/ovis-image"
  ) throws -> [String] {
    let submitted = try mock.send(TestRequest("POST", "/v1/models/\(model)", json: json))
    try #require(submitted.status == 200, "\(submitted.text)")
    let id = submitted.text.split(separator: "\"")[3]
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    return result.text.split(separator: "\"")
      .filter { $0.hasPrefix("\(Self.origin)/outputs/") }
      .map { String($0.dropFirst(Self.origin.count)) }
  }

  private func get(
    _ mock: TestMock, _ path: String, _ method: String = "GET",
    _ fields: [(name: String, value: String)] = []
  ) throws -> RawResponse {
    try mock.send(TestRequest(method, path, token: nil, fields: fields))
  }

  @Test(arguments: [
    ("png", "image/png", [0x89, 0x50, 0x4E, 0x47]), ("jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
    ("webp", "image/webp", Array("RIFF".utf8)),
  ])
  func `an output is what the input asked for`(
    _ format: String, _ type: String, _ signature: [UInt8]
  ) throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let path = try #require(
      try paths(mock, #"{"prompt":"x","output_format":"\#(format)"}"#).first)
    #expect(path.hasSuffix("/0.\(format)"))
    let response = try get(mock, path)
    #expect(response.status == 200)
    #expect(response["content-type"] == type)
    #expect(response.body.starts(with: signature))
    let head = try get(mock, path, "HEAD")
    #expect(head["content-length"] == "\(response.body.count)")
  }

  @Test func `an output is the same each time, another seed gives another`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let bodies = try [1, 2].map { seed in
      let path = try paths(mock, #"{"prompt":"x","image_size":"square","seed":\#(seed)}"#)[0]
      let body = try get(mock, path).body
      #expect(try get(mock, path).body == body)
      return body
    }
    #expect(bodies[0] != bodies[1])
  }

  @Test(arguments: Door.allCases)
  func `several outputs stand under the plural, each with its number`(_ door: Door) throws {
    let mock = try TestMock(door) { $0.timeline = .instant }
    let json = #"{"prompt":"x","image_urls":["https://x.y/z.png"],"image_size":"square"}"#
    let one = try paths(mock, json, model: "wan-ai/wan-2.7/edit")
    #expect(one.count == 1)
    let several = try paths(
      mock, json.replacing("{", with: #"{"num_images":3,"#, maxReplacements: 1),
      model: "wan-ai/wan-2.7/edit")
    #expect(several.map { $0.suffix(6) } == ["/0.png", "/1.png", "/2.png"])
    let fourth = try get(mock, several[0].replacing("/0.png", with: "/3.png"))
    #expect(fourth.status == 404)
    #expect(fourth.text.contains("3 outputs, 0.png to 2.png"))
  }

  @Test func `each of several is another picture`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let paths = try paths(
      mock, #"{"prompt":"x","max_images":3}"#, model: "wan-ai/wan-2.7/pro/text-to-image")
    let bodies = try paths.map { try get(mock, $0).body }
    #expect(Set(bodies).count == 3)
  }

  @Test(arguments: Door.allCases)
  func `there is no output before the end`(_ door: Door) throws {
    let mock = try TestMock(door) { $0.timeline = Timeline(queue: .zero, run: .never) }
    let id = try mock.submit()
    let response = try mock.send(TestRequest("GET", "/outputs/\(id)/0.png", token: nil))
    #expect(response.status == 404)
    #expect(response.text.contains("no output (yet)"))
  }

  @Test(arguments: Door.allCases, ["1.png", "0.jpeg", "0.png/", "0", "00.png", ""])
  func `only the file that exists is served`(_ door: Door, _ name: String) throws {
    let mock = try TestMock(door) { $0.timeline = .instant }
    let id = try mock.submit()
    #expect(try mock.send(TestRequest("GET", "/outputs/\(id)/\(name)")).status == 404)
  }

  // MARK: HTTP for files

  @Test func `a file has its validators, and any page may fetch it`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let path = try paths(mock)[0]
    let id = try #require(path.split(separator: "/").dropFirst().first)
    let response = try get(mock, path)
    #expect(response["etag"] == "\"\(id)-0\"")
    #expect(response["last-modified"]?.hasSuffix(" GMT") == true)
    #expect(response["accept-ranges"] == "bytes")
    #expect(response["access-control-allow-origin"] == "*")
    #expect(response["cross-origin-resource-policy"] == "cross-origin")
  }

  @Test func `who has the file is told so`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let path = try paths(mock)[0]
    let whole = try get(mock, path)
    let tag = try #require(whole["etag"])
    let response = try get(mock, path, "GET", [("If-None-Match", tag), ("Range", "bytes=0-9")])
    #expect(response.status == 304)
    #expect(response["etag"] == tag)
    #expect(response["content-type"] == nil)
    // RFC 9110 section 8.6: none, or that of the file.
    #expect(response["content-length"] == "\(whole.body.count)")
    #expect(response["transfer-encoding"] == nil)
    #expect(response["access-control-allow-origin"] == "*")
    #expect(mock.events.last?.promise == .outputConditions)
    #expect(mock.events.last?.status == 304)
  }

  @Test(arguments: Door.allCases)
  func `who wants another version is refused`(_ door: Door) throws {
    let mock = try TestMock(door) { $0.timeline = .instant }
    let id = try mock.submit()
    let response = try get(mock, "/outputs/\(id)/0.png", "GET", [("If-Match", "\"other\"")])
    #expect(response.status == 412)
    #expect(response.text.contains("412001"))
    #expect(response["access-control-allow-origin"] == "*")
  }

  @Test func `a part of a file is sent, and the log says so`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let path = try paths(mock)[0]
    let whole = try get(mock, path).body
    let count = whole.count
    for (range, part) in [
      ("0-9", 0..<10), ("10-", 10..<count), ("-7", count - 7..<count), ("5-999999999", 5..<count),
    ] {
      let response = try get(mock, path, "GET", [("Range", "bytes=\(range)")])
      #expect(response.status == 206)
      #expect(
        response["content-range"] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(count)")
      #expect(response["content-length"] == "\(part.count)")
      #expect(response["content-type"] == "image/png")
      #expect(response.body == Array(whole[part]))
    }
    #expect(mock.events.last?.promise == .outputRange)
    #expect(mock.events.last?.status == 206)
    let several = try get(mock, path, "GET", [("Range", "bytes=0-1,4-5")])
    #expect(several.status == 200)
    #expect(several.body == whole)
  }

  @Test func `a part that is not there is refused, also when the file is made for it`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let path = try paths(mock)[0]
    let refused = try get(mock, path, "GET", [("Range", "bytes=99999999-")])
    #expect(refused.status == 416)
    #expect(refused.text.contains("416001"))
    #expect(refused["content-type"] == "application/json")
    let count = try get(mock, path).body.count
    #expect(refused["content-range"] == "bytes */\(count)")
    #expect(mock.events.dropLast().last?.status == 416)
    #expect(mock.events.map(\.number) == Array(1...UInt64(mock.events.count)))
  }

  @Test(arguments: Door.allCases, ["/outputs/x/0.png", "/outputs/"])
  func `a preflight is answered for any output`(_ door: Door, _ path: String) throws {
    let mock = try TestMock(door)
    let response = try get(
      mock, path, "OPTIONS",
      [("Origin", "http://page.test"), ("Access-Control-Request-Method", "GET")])
    #expect(response.status == 204)
    #expect(response["access-control-allow-origin"] == "*")
    #expect(response["access-control-allow-methods"] == "GET, HEAD, OPTIONS")
    #expect(response["access-control-allow-headers"] == "*, Authorization")
    #expect(response["content-type"] == nil)
    #expect(mock.events.last?.promise == .outputCORS)
  }

  @Test(arguments: Door.allCases, ["POST", "PUT", "DELETE"])
  func `a refusal too can be read by a page`(_ door: Door, _ method: String) throws {
    let response = try get(TestMock(door), "/outputs/x/0.png", method)
    #expect(response.status == 405)
    #expect(response["allow"] == "GET, HEAD, OPTIONS")
    #expect(response["access-control-allow-origin"] == "*")
  }

  @Test func `other calls take no preflight`() throws {
    #expect(try get(TestMock(.memory), "/v1/models", "OPTIONS").status == 405)
  }
}

import MockCore
import TestDoors
import Testing

/// Outputs need the whole server: the bytes are the shell's.
@Suite(.timeLimit(.minutes(1)))
struct OutputTests {
  private func output(
    _ mock: TestMock, _ json: String
  ) throws -> (path: String, response: RawResponse) {
    let submitted = try mock.send(
      TestRequest("POST", "/v1/models/aidc-ai/ovis-image", json: json))
    let id = submitted.text.split(separator: "\"")[3]
    let result = try mock.send(TestRequest("GET", "/v1/requests/\(id)/result"))
    let url = try #require(
      result.text.split(separator: "\"").first { $0.hasPrefix("http://mock.test:1234/outputs/") })
    let path = String(url.dropFirst("http://mock.test:1234".count))
    return (path, try mock.send(TestRequest("GET", path, token: nil)))
  }

  @Test(arguments: [
    ("png", "image/png", [0x89, 0x50, 0x4E, 0x47]), ("jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
    ("webp", "image/webp", Array("RIFF".utf8)),
  ])
  func `an output is what the input asked for`(
    _ format: String, _ type: String, _ signature: [UInt8]
  ) throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let (path, response) = try output(mock, #"{"prompt":"x","output_format":"\#(format)"}"#)
    #expect(path.hasSuffix("/0.\(format)"))
    #expect(response.status == 200)
    #expect(response["content-type"] == type)
    #expect(response.body.starts(with: signature))
    let head = try mock.send(TestRequest("HEAD", path, token: nil))
    #expect(head["content-length"] == "\(response.body.count)")
  }

  @Test func `the same prompt and seed give the same picture, another seed another`() throws {
    let mock = try TestMock(.socket) { $0.timeline = .instant }
    let one = try output(mock, #"{"prompt":"x","seed":1}"#).response.body
    #expect(try output(mock, #"{"prompt":"x","seed":1}"#).response.body == one)
    #expect(try output(mock, #"{"prompt":"x","seed":2}"#).response.body != one)
    #expect(try output(mock, #"{"prompt":"y","seed":1}"#).response.body != one)
  }

  @Test(arguments: Door.allCases)
  func `there is no output before the end`(_ door: Door) throws {
    let mock = try TestMock(door) { $0.timeline = Timeline(queue: .zero, run: .never) }
    let id = try mock.submit()
    let response = try mock.send(TestRequest("GET", "/outputs/\(id)/0.png", token: nil))
    #expect(response.status == 404)
    #expect(response.text.contains("no output (yet)"))
  }

  @Test(arguments: Door.allCases, ["1.png", "0.jpeg", "0.png/", "0", "00.png"])
  func `only the file that exists is served`(_ door: Door, _ name: String) throws {
    let mock = try TestMock(door) { $0.timeline = .instant }
    let id = try mock.submit()
    #expect(try mock.send(TestRequest("GET", "/outputs/\(id)/\(name)")).status == 404)
  }
}

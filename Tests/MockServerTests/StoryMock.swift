import Foundation
import MockCore
import TestDoors
import Testing

/// What tests of stories ask of a mock.
extension TestMock {
  /// A mock whose tenants all live through a story with that script, in YAML.
  convenience init(
    _ door: Door = .socket, script: String, _ change: (inout ServiceSettings) -> Void = { _ in }
  ) throws {
    let lines = script.split(separator: "\n").map { "  \($0)\n" }.joined()
    let text = "version: 1\nstory: test/it\ntitle: a test\nscript:\n\(lines)"
    let story = try StoryFile.story(Array(text.utf8), file: "it.yaml").get()
    try self.init(door) { settings in
      settings.story = story
      change(&settings)
    }
  }

  func status(_ id: String, token: String = "me") throws -> RawResponse {
    try send(TestRequest("GET", "/v1/requests/\(id)/status", token: token))
  }

  func result(_ id: String, token: String = "me") throws -> RawResponse {
    try send(TestRequest("GET", "/v1/requests/\(id)/result", token: token))
  }

  func cancel(_ id: String) throws -> RawResponse {
    try send(TestRequest("POST", "/v1/requests/\(id)/cancel"))
  }

  func output(
    _ id: String, _ method: String = "GET", _ fields: [(name: String, value: String)] = []
  ) throws -> RawResponse {
    try send(TestRequest(method, "/outputs/\(id)/0.png", token: nil, fields: fields))
  }

  /// A call under `/_mock/v1/`, by a name of this machine.
  func control(
    _ method: String, _ name: String, _ json: String? = nil, token: String? = "me",
    host: String = "127.0.0.1"
  ) throws -> RawResponse {
    let request = TestRequest(method, "/_mock/v1/\(name)", token: token, json: json)
    return try send(request.with("Host", host))
  }

  /// Moves the clock of a token and waits until all has happened that this makes due.
  func advance(_ span: String, token: String = "me") throws {
    let answer = try control("POST", "clock", #"{"advance":"\#(span)"}"#, token: token)
    try #require(answer.status == 200, "\(answer.text)")
  }

  /// The time of a token's clock, in seconds since 1970.
  func time(token: String = "me") throws -> Double {
    let text = try control("GET", "clock", token: token).json["now"] as? String
    return try seconds(try #require(text))
  }

  /// What has happened of the story, as the mock says.
  func receipts(token: String = "me") throws -> [String: Any] {
    try control("GET", "receipts", token: token).json
  }

  /// How many jobs were accepted.
  func jobCount() throws -> Int {
    try #require(receipts()["jobs"] as? [Any]).count
  }
}

extension RawResponse {
  var json: [String: Any] {
    get throws {
      try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any], "\(text)")
    }
  }

  /// The member `status` of the body.
  var state: String? { try? json["status"] as? String }
}

extension TestRequest {
  /// A submit that the model takes.
  static func submit(_ json: String = #"{"prompt":"a lighthouse"}"#) -> TestRequest {
    TestRequest("POST", "/v1/models/aidc-ai/ovis-image", json: json)
  }

  static func status(_ id: String) -> TestRequest {
    TestRequest("GET", "/v1/requests/\(id)/status")
  }
}

/// A timestamp of the mock, in seconds since 1970.
func seconds(_ timestamp: String) throws -> Double {
  let whole = try Date.ISO8601FormatStyle().parse(timestamp.prefix(19) + "Z")
  let fraction = try #require(Double(timestamp.dropFirst(19).prefix(7)))
  return whole.timeIntervalSince1970 + fraction
}

/// A date of HTTP, in seconds since 1970.
func seconds(httpDate text: String?) throws -> Double {
  let formatter = DateFormatter()
  formatter.locale = Locale(identifier: "en_US_POSIX")
  formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
  formatter.timeZone = TimeZone(secondsFromGMT: 0)
  let date = formatter.date(from: try #require(text))
  return try #require(date).timeIntervalSince1970
}

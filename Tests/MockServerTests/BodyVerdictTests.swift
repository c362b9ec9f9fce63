import MockCore
import MockServer
import TestDoors
import Testing

/// The verdict without a server is the server's own.
struct BodyVerdictTests {
  private static let text = "aidc-ai/ovis-image"
  private static let edit = "openai/gpt-image-1-5/image-to-image"

  struct Body: Sendable, CustomTestStringConvertible {
    let name: String
    let model: String
    let json: String
    let isAccepted: Bool

    init(_ name: String, _ json: String, for model: String = text, isAccepted: Bool = false) {
      self.name = name
      self.model = model
      self.json = json
      self.isAccepted = isAccepted
    }

    var testDescription: String { name }
  }

  static let bodies: [Body] = [
    Body("good", #"{"prompt": "a lighthouse", "seed": 5}"#, isAccepted: true),
    Body("empty", ""), Body("blank", " \n"), Body("cut", #"{"prompt": "x""#),
    Body("trailing comma", "{\n  \"prompt\": \"x\",\n}"), Body("array", "[]"), Body("null", "null"),
    Body("missing", "{}"), Body("type", #"{"prompt": 5}"#),
    Body("null value", #"{"prompt": null}"#),
    Body("nearest", #"{"prompt": "x", "sead": 1}"#), Body("twice", #"{"prompt":"x","prompt":"y"}"#),
    Body("control characters", #"{"prompt": "x", "a\nb\u001b": 1}"#),
    Body(
      "many",
      #"{"guidance_scale": 0, "output_format": "gif", "negative_prompt": [], "a/b~c": true}"#),
    Body(
      "more than are listed",
      #"{"prompt": "x""# + (0..<1100).map { #", "k\#($0)": \#($0)"# }.joined() + "}"),
    Body("http", #"{"prompt": "x", "image_urls": ["http://example.com/a.png"]}"#, for: edit),
    Body("elements", #"{"prompt": "x", "image_urls": ["ftp://a/b", 3]}"#, for: edit),
  ]

  private static func profile(_ text: String) throws -> Profile {
    try ProfileFile.profile(Array(text.utf8), file: "p.json").get()
  }

  /// Takes whatever a profile can make a model take, and refuses with statuses of its own.
  private static func lenient() throws -> Profile {
    let source = #""provenance": "assumed""#
    let words = [
      "validation.unknown-properties", "validation.explicit-null", "validation.duplicate-keys",
      "validation.http-urls",
    ].map { #""\#($0)": {"answer": "accept", \#(source)}"# }
    let errors = ["errors.schema", "errors.not-json", "errors.too-large"].enumerated().map {
      #""\#($1)": {"answer": {"http": \#(450 + $0), "error_code": \#($0)}, \#(source)}"#
    }
    return try profile(
      #"{"profile": "p", "answers": {"# + (words + errors).joined(separator: ", ") + "}}")
  }

  /// Compares the verdict on a body with what a submit of it is answered.
  private func compare(
    _ body: Body, _ change: (inout ServiceSettings) -> Void
  ) throws -> BodyVerdict {
    var settings = ServiceSettings()
    change(&settings)
    let mock = try TestMock(.memory, change)
    let submit = TestRequest("POST", "/v1/models/\(body.model)", json: body.json)
    let response = try mock.send(submit)
    let verdict = try BodyVerdict.on(body.json, for: body.model, settings)
    #expect(verdict.isAccepted == (response.status == 200))
    #expect(verdict.answer == (verdict.isAccepted ? "" : response.text + "\n"))
    #expect(verdict.lines.hasSuffix("\n"))
    return verdict
  }

  @Test(arguments: bodies)
  func `the answer is that of a submit, to the byte`(_ body: Body) throws {
    #expect(try compare(body) { _ in }.isAccepted == body.isAccepted)
  }

  @Test(arguments: bodies)
  func `under another profile too`(_ body: Body) throws {
    let profile = try Self.lenient()
    let verdict = try compare(body) { $0.profile = profile }
    let taken: Set = [
      "good", "null value", "nearest", "twice", "control characters", "more than are listed",
      "http",
    ]
    #expect(verdict.isAccepted == taken.contains(body.name))
  }

  @Test(arguments: bodies)
  func `a body over the limit is refused for its size, whatever it is`(_ body: Body) throws {
    let verdict = try compare(body) { $0.bounds.body = 0 }
    guard !body.json.isEmpty else { return }
    #expect(verdict.lines == "b.json:1:1: error: The body is larger than 0 MiB (0 bytes).\n")
  }

  @Test func `a body of exactly the limit is not too large`() throws {
    let json = #"{"prompt": "x"}"#
    for (limit, isAccepted) in [(json.utf8.count, true), (json.utf8.count - 1, false)] {
      let verdict = try compare(Body("limit", json)) { $0.bounds.body = limit }
      #expect(verdict.isAccepted == isAccepted)
    }
  }
}

extension BodyVerdict {
  /// The verdict on a body for a model that ships.
  static func on(
    _ body: String, for id: String, _ settings: ServiceSettings = ServiceSettings(),
    file: String = "b.json"
  ) throws -> BodyVerdict {
    let model = try Models.model(id, in: Catalogue(try Models.shipped()))
    return BodyVerdict(on: Array(body.utf8), for: model, settings, file: file)
  }
}

import Testing

@testable import MockCore

struct SchemaValidatorTests {
  struct Expected: Sendable, Equatable {
    let pointer: String
    let rule: Violation.Rule
    let expected: String
    let received: String
    var didYouMean: String?

    init(
      _ pointer: String, _ rule: Violation.Rule, _ expected: String, _ received: String,
      didYouMean: String? = nil
    ) {
      self.pointer = pointer
      self.rule = rule
      self.expected = expected
      self.received = received
      self.didYouMean = didYouMean
    }

    init(_ violation: Violation) {
      self.init(
        violation.pointer, violation.rule, violation.expected, violation.received,
        didYouMean: violation.didYouMean)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let schema: String
    let body: String
    let expected: [Expected]

    /// A body of one property `v` of that schema.
    init(_ schema: String, _ value: String, _ expected: Expected...) {
      self.schema = #"{"type":"object","properties":{"v":\#(schema)}}"#
      body = #"{"v":\#(value)}"#
      self.expected = expected
    }

    init(whole schema: String, _ body: String, _ expected: Expected...) {
      self.schema = schema
      self.body = body
      self.expected = expected
    }

    var testDescription: String { "\(body.prefix(80)) against \(schema.prefix(120))" }
  }

  static func validator(
    _ schema: String, _ body: String, _ leniency: SchemaValidator.Leniency = .init()
  ) throws -> SchemaValidator {
    let (schema, problems) = try Schema.compiled(schema)
    #expect(problems.filter { $0.contains("error") } == [])
    return SchemaValidator(try JSONDocument(Array(body.utf8)), against: schema, leniency)
  }

  func check(_ test: Case) throws {
    let validator = try Self.validator(test.schema, test.body)
    #expect(validator.violations.map { Expected($0) } == test.expected)
    #expect(validator.count == test.expected.count)
  }

  // MARK: Types

  static let types: [Case] = {
    let values = [
      "object": ["{}", #"{"a":1}"#], "array": ["[]", "[1]"], "string": [#""""#, #""1""#],
      "integer": ["0", "-5", "5.0", "1e1", "100000000000000000000000", "1e999999999", "-0.0"],
      "number": ["0", "5.5", "-1e-9", "1e999999999", "3"], "float": ["0", "5.5", "1", "-2e400"],
      "boolean": ["true", "false"],
    ]
    let wrong = [
      "object": ["[]", "1", #""{}""#, "true"], "array": ["{}", "1", #""[]""#],
      "string": ["1", "true", "[]", "{}"], "integer": ["5.5", "true", "false", #""5""#, "1e-1"],
      "number": ["true", #""1""#, "[]"], "float": ["false", #""1.5""#, "{}"],
      "boolean": ["0", "1", #""true""#, "[]"],
    ]
    let words = [
      "object": "an object", "array": "an array", "string": "a string", "integer": "an integer",
      "number": "a number", "float": "a number", "boolean": "true or false",
    ]
    var cases: [Case] = []
    for (type, word) in words.sorted(by: { $0.key < $1.key }) {
      for value in values[type] ?? [] { cases.append(Case(#"{"type":"\#(type)"}"#, value)) }
      for value in wrong[type] ?? [] {
        let received = ["[]": "an array of 0 items", "{}": "an object"][value] ?? value
        cases.append(
          Case(#"{"type":"\#(type)"}"#, value, Expected("/v", .type, word, received)))
      }
    }
    return cases
  }()

  @Test(arguments: types)
  func `types are held as JSON Schema has them`(_ test: Case) throws {
    try check(test)
  }

  // MARK: Null

  @Test(arguments: [
    Case(#"{"type":"string"}"#, "null", Expected("/v", .type, "a string", "null")),
    Case(#"{"type":"integer","default":5}"#, "null", Expected("/v", .type, "an integer", "null")),
    Case(#"{"type":"string","default":null}"#, "null"),
    Case(#"{"type":"integer","minimum":1,"default":null}"#, "null"),
    Case(#"{"type":"string","enum":["a"],"default":null}"#, "null"),
    Case(#"{"enum":["a"]}"#, "null", Expected("/v", .enum, "one of a", "null")),
    Case(
      #"{"type":"array","items":{"type":"string"}}"#, "[null]",
      Expected("/v/0", .type, "a string", "null")),
    Case(
      #"{"type":"array","format":"image_uris"}"#, "[null]",
      Expected("/v/0", .format, "an absolute https: URL or a data: URI", "null")),
    Case(
      whole: #"{"type":"object","required":["v"],"properties":{"v":{"type":"string"}}}"#,
      #"{"v":null}"#, Expected("/v", .type, "a string", "null")),
  ])
  func `null is a violation unless the schema's own default is null`(_ test: Case) throws {
    try check(test)
  }

  // MARK: Values

  static let cases16 = Expected(
    "/v", .enum, "one of 1:1, 16:9", #""16x9""#, didYouMean: "16:9")

  @Test(arguments: [
    Case(#"{"type":"string","enum":["1:1","16:9"]}"#, #""16:9""#),
    Case(#"{"type":"string","enum":["1:1","16:9"]}"#, #""\u0031:1""#),
    Case(#"{"type":"string","enum":["1:1","16:9"]}"#, #""16x9""#, cases16),
    Case(
      #"{"type":"string","enum":["png","webp"]}"#, #""PNG""#,
      Expected("/v", .enum, "one of png, webp", #""PNG""#, didYouMean: "png")),
    Case(
      #"{"type":"string","enum":["png"]}"#, #""""#, Expected("/v", .enum, "one of png", #""""#)),
    // KELVIN SIGN is not K, and an accent of its own is not an accented letter.
    Case(
      #"{"type":"string","enum":["1K"]}"#, "\"1\u{212A}\"",
      Expected("/v", .enum, "one of 1K", "\"1\u{212A}\"", didYouMean: "1K")),
    Case(
      #"{"type":"string","enum":["1K"]}"#, #""1\u212A""#,
      Expected("/v", .enum, "one of 1K", #""1\u212A""#, didYouMean: "1K")),
    Case("{\"type\":\"string\",\"enum\":[\"\u{E9}\"]}", #""\u00E9""#),
    Case(
      "{\"type\":\"string\",\"enum\":[\"\u{E9}t\u{E9}s\"]}", "\"e\u{301}te\u{301}s\"",
      Expected("/v", .enum, "one of \u{E9}t\u{E9}s", "\"e\u{301}te\u{301}s\"")),
    // Numbers are equal by value; other types never are.
    Case(#"{"type":"integer","enum":[1,4]}"#, "4.0"), Case(#"{"enum":[5]}"#, "50e-1"),
    Case(#"{"type":"integer","enum":[1,4]}"#, "2", Expected("/v", .enum, "one of 1, 4", "2")),
    Case(#"{"enum":["1"]}"#, "1", Expected("/v", .enum, "one of 1", "1")),
    Case(#"{"enum":[1]}"#, #""1""#, Expected("/v", .enum, "one of 1", #""1""#)),
    Case(#"{"enum":[true]}"#, "true"),
    Case(#"{"enum":[true]}"#, "1", Expected("/v", .enum, "one of true", "1")),
    Case(#"{"enum":[[1]]}"#, "[1.0]"),
  ])
  func `enums are compared by code points and by value`(_ test: Case) throws {
    try check(test)
  }

  @Test(arguments: [
    Case(#"{"type":"integer","minimum":1,"maximum":50}"#, "1"),
    Case(#"{"type":"integer","minimum":1,"maximum":50}"#, "50.0"),
    Case(
      #"{"type":"integer","minimum":1,"maximum":50}"#, "0",
      Expected("/v", .minimum, "an integer from 1 to 50", "0")),
    Case(
      #"{"type":"integer","minimum":1,"maximum":50}"#, "51",
      Expected("/v", .maximum, "an integer from 1 to 50", "51")),
    Case(
      #"{"type":"float","minimum":-1.5}"#, "-1.50000000000000000001",
      Expected("/v", .minimum, "a number of at least -1.5", "-1.50000000000000000001")),
    Case(#"{"type":"float","minimum":-1.5}"#, "-1.5"),
    Case(#"{"type":"float","minimum":-1.5}"#, "1e999999999"),
    Case(
      #"{"type":"float","maximum":0}"#, "1e-999999999",
      Expected("/v", .maximum, "a number of at most 0", "1e-999999999")),
    Case(#"{"type":"float","maximum":0}"#, "-0"),
    Case(
      #"{"type":"integer","maximum":9223372036854775807}"#, "9223372036854775808",
      Expected(
        "/v", .maximum, "an integer of at most 9223372036854775807", "9223372036854775808")),
  ])
  func `ranges hold at their boundaries and beyond 64 bits`(_ test: Case) throws {
    try check(test)
  }

  @Test(arguments: [
    Case(#"{"type":"string","maxLength":3}"#, #""abc""#),
    Case(#"{"type":"string","maxLength":0}"#, #""""#),
    Case(
      #"{"type":"string","maxLength":3}"#, #""abcd""#,
      Expected("/v", .maxLength, "at most 3 characters", #""abcd""#)),
    // Code points: not bytes, not UTF-16 units, not what looks like one character.
    Case(#"{"type":"string","maxLength":3}"#, "\"é€😀\""),
    Case(#"{"type":"string","maxLength":1}"#, #""\ud83d\ude00""#),
    Case(
      #"{"type":"string","maxLength":1}"#, "\"e\u{301}\"",
      Expected("/v", .maxLength, "at most 1 character", "\"e\u{301}\"")),
    Case(
      #"{"type":"string","maxLength":6}"#, "\"👨\u{200D}👩\u{200D}👧\u{200D}👦\"",
      Expected(
        "/v", .maxLength, "at most 6 characters", "\"👨\u{200D}👩\u{200D}👧\u{200D}👦\"")),
    Case(#"{"type":"string","maxLength":7}"#, "\"👨\u{200D}👩\u{200D}👧\u{200D}👦\""),
    Case(#"{"type":"string","maxLength":3}"#, #""\n\\\u0041""#),
  ])
  func `lengths count code points`(_ test: Case) throws {
    try check(test)
  }

  @Test(arguments: [
    Case(#"{"type":"array","minItems":1,"maxItems":2}"#, "[1]"),
    Case(#"{"type":"array","minItems":1,"maxItems":2}"#, "[1,2]"),
    Case(
      #"{"type":"array","minItems":1}"#, "[]",
      Expected("/v", .minItems, "at least 1 item", "an array of 0 items")),
    Case(
      #"{"type":"array","maxItems":2}"#, "[1,[2,3],4]",
      Expected("/v", .maxItems, "at most 2 items", "an array of 3 items")),
    Case(#"{"type":"array","minItems":0}"#, "[]"),
    Case(
      #"{"type":"array","items":{"type":"integer","minimum":2}}"#, #"[2,1,"x",{},3]"#,
      Expected("/v/1", .minimum, "an integer of at least 2", "1"),
      Expected("/v/2", .type, "an integer of at least 2", #""x""#),
      Expected("/v/3", .type, "an integer of at least 2", "an object")),
    Case(
      #"{"type":"array","items":{"type":"array","items":{"type":"boolean"}}}"#, "[[],[true,1]]",
      Expected("/v/1/1", .type, "true or false", "1")),
  ])
  func `arrays are held to their number and their items`(_ test: Case) throws {
    try check(test)
  }

  // MARK: Media

  static let uri = "an absolute https: URL or a data: URI"

  static let media: [Case] =
    ["uri", "image_uri", "video_uri", "audio_uri"].flatMap { format in
      [
        Case(#"{"type":"string","format":"\#(format)"}"#, #""https://e/a.png""#),
        Case(#"{"type":"string","format":"\#(format)"}"#, #""data:image/png;base64,AA==""#),
        Case(#"{"type":"string","format":"\#(format)"}"#, #""https:\/\/e\/a.png""#),
        Case(
          #"{"type":"string","format":"\#(format)"}"#, #""http://e/a.png""#,
          Expected("/v", .format, uri, #""http://e/a.png""#)),
        Case(
          #"{"type":"string","format":"\#(format)"}"#, #""""#, Expected("/v", .format, uri, #""""#)),
      ]
    }
    + ["image_uris", "video_uris", "audio_uris"].flatMap { format in
      [
        Case(#"{"type":"array","format":"\#(format)"}"#, #"["https://e/","data:,"]"#),
        Case(
          #"{"type":"array","format":"\#(format)"}"#, #"["https://e/","x",7,["https://e/"]]"#,
          Expected("/v/1", .format, uri, #""x""#), Expected("/v/2", .format, uri, "7"),
          Expected("/v/3", .format, uri, "an array of 1 item")),
        Case(
          #"{"type":"array","format":"\#(format)","items":{"type":"string"}}"#,
          #"["https://e/","x"]"#, Expected("/v/1", .format, uri, #""x""#)),
        Case(
          #"{"type":"array","format":"\#(format)","items":{"type":"string","format":"image_uri"}}"#,
          #"["x"]"#, Expected("/v/0", .format, uri, #""x""#)),
      ]
    }

  @Test(arguments: media)
  func `media are URIs, those of a plural format too`(_ test: Case) throws {
    try check(test)
  }

  @Test func `the profile and the mock's own origins widen what a URI may be`() throws {
    let schema = #"{"type":"object","properties":{"v":{"type":"string","format":"uri"}}}"#
    var leniency = SchemaValidator.Leniency()
    let own = #"{"v":"http://localhost:80/outputs/x"}"#
    #expect(try Self.validator(schema, own, leniency).count == 1)
    leniency.host = Array("localhost:80".utf8)[...]
    #expect(try Self.validator(schema, own, leniency).count == 0)
    #expect(try Self.validator(schema, #"{"v":"http://e/"}"#, leniency).count == 1)
    leniency.acceptsHTTP = true
    #expect(try Self.validator(schema, #"{"v":"http://e/"}"#, leniency).count == 0)
  }
}

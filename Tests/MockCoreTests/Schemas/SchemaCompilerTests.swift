import Patterns
import Testing

@testable import MockCore

struct SchemaCompilerTests {
  @Test func `every keyword of the dialect is read`() throws {
    let (schema, problems) = try Schema.compiled(
      #"""
      {"type": "object", "title": "Input", "description": "", "required": ["a", "late", "a"],
       "properties": {
         "b": {"type": "string", "enum": ["x", "y"], "maxLength": 5, "format": "image_uri"},
         "a": {"type": "integer", "minimum": -1.5, "maximum": 1e3, "default": 7},
         "c": {"type": "array", "minItems": 0, "maxItems": 3, "format": "video_uris",
               "items": {"type": "float"}, "validations": [{"x": 1}]},
         "d": {"type": "boolean", "default": null}}}
      """#)
    #expect(
      problems == [
        "m.json:1:75: warning: required[1]: 'late' is not among the properties, so any "
          + "value is taken for it"
      ])
    #expect(schema.keywords.types == [.object])
    #expect(schema.keywords.properties.map(\.nameString) == ["b", "a", "c", "d", "late"])
    #expect(schema.keywords.properties.map(\.isRequired) == [false, true, false, false, true])

    let b = try #require(schema.property("b")?.schema)
    #expect(b.keywords.enumeration == [.string(Array("x".utf8)), .string(Array("y".utf8))])
    #expect(b.keywords.maxLength == 5)
    #expect(b.keywords.format == .imageURI)
    #expect(b.keywords.defaultValue == nil)

    let a = try #require(schema.property("a")?.schema)
    #expect(a.keywords.types == [.integer])
    #expect(a.keywords.minimum == JSONNumber("-1.5".utf8))
    #expect(a.keywords.maximum == JSONNumber(1000))
    #expect(a.keywords.defaultValue == .number(JSONNumber(7)))
    #expect(!a.allowsNull)

    let c = try #require(schema.property("c")?.schema)
    #expect(c.keywords.minItems == 0)
    #expect(c.keywords.maxItems == 3)
    #expect(c.keywords.format == .videoURIs)
    #expect(c.keywords.items?.keywords.types == [.float])

    #expect(schema.property("d")?.schema.allowsNull == true)
    #expect(schema.property("late")?.schema.keywords.types == [])
    #expect(schema.property("B") == nil)
  }

  @Test(arguments: Schema.ValueType.allCases)
  func `each type of the dialect is known by its word`(_ type: Schema.ValueType) throws {
    let (schema, problems) = try Schema.compiled(#"{"type": "\#(type)"}"#)
    #expect(schema.keywords.types == [type])
    #expect(problems == [])
  }

  @Test(arguments: [
    "uri", "image_uri", "video_uri", "audio_uri", "image_uris", "video_uris", "audio_uris",
  ])
  func `each format of the dialect is known by its word`(_ format: String) throws {
    let (schema, problems) = try Schema.compiled(#"{"format": "\#(format)"}"#)
    #expect(schema.keywords.format?.rawValue == format)
    #expect(problems == [])
  }

  @Test func `keywords that a schema of one's own may bring are read`() throws {
    let (schema, problems) = try Schema.compiled(
      #"""
      {"type": ["string", "null", "number"], "const": 1, "exclusiveMinimum": 0, "exclusiveMaximum": 2,
       "multipleOf": 0.01, "minLength": 1, "pattern": "^a", "uniqueItems": true,
       "additionalProperties": {"type": "string"}, "allOf": [{}, true], "anyOf": [{}], "oneOf": [false],
       "not": {"type": "object"}, "examples": [1], "$comment": "", "$schema": "s", "items": false}
      """#)
    #expect(problems == [])
    let keywords = schema.keywords
    #expect(keywords.types == [.string, .null, .number])
    #expect(keywords.const == .number(JSONNumber(1)))
    #expect(keywords.exclusiveMinimum == JSONNumber(0))
    #expect(keywords.exclusiveMaximum == JSONNumber(2))
    #expect(keywords.multipleOf == JSONNumber("0.01".utf8))
    #expect(keywords.minLength == 1)
    #expect(keywords.pattern?.text == "^a")
    #expect(keywords.uniqueItems)
    #expect(keywords.additionalProperties?.keywords.types == [.string])
    #expect(keywords.allOf.map(\.keywords.isFalse) == [false, false])
    #expect(keywords.anyOf.count == 1)
    #expect(keywords.oneOf.map(\.keywords.isFalse) == [true])
    #expect(keywords.not?.keywords.types == [.object])
    #expect(keywords.items?.keywords.isFalse == true)
  }

  @Test func `an empty schema takes everything`() throws {
    let (schema, problems) = try Schema.compiled("{}")
    #expect(problems == [])
    #expect(schema.keywords.types == [])
    #expect(schema.keywords.properties.isEmpty)
    #expect(schema.keywords.enumeration == nil)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let schema: String
    let problems: [String]

    init(_ schema: String, _ problems: String...) {
      self.schema = schema
      self.problems = problems.map { "m.json:" + $0 }
    }

    var testDescription: String { schema }
  }

  private static let keywords = SchemaCompiler.keywords.joined(separator: ", ")
  private static let types = "object, array, string, integer, number, float, boolean, null"
  private static let formats =
    "uri, image_uri, video_uri, audio_uri, image_uris, video_uris, audio_uris"
  private static let schema = "expected a schema: an object, true or false"
  private static let unsupported =
    "this keyword of JSON Schema is not supported, so nothing would check it"

  static let bad: [Bad] = [
    // No schema at all.
    Bad("[]", "1:1: error: \(schema)"),
    Bad("null", "1:1: error: \(schema)"),
    // Keywords. The place is that of the key.
    Bad(
      #"{"typ": "string"}"#,
      "1:2: error: typ: unknown keyword; did you mean 'type'?"),
    Bad(
      #"{"type": "string", "minLenght": 1}"#,
      "1:20: error: minLenght: unknown keyword; did you mean 'minLength'?"),
    Bad(
      #"{"colour": []}"#,
      "1:2: error: colour: unknown keyword; expected one of \(keywords)"),
    Bad(
      "{\"type\": \"object\",\n  \"$ref\": \"#\"}", "2:3: error: $ref: \(unsupported)"),
    Bad(
      #"{"if": {}, "x": 1}"#, "1:2: error: if: \(unsupported)",
      "1:12: error: x: unknown keyword; expected one of \(keywords)"),
    Bad(
      #"{"Type": "string"}"#,
      "1:2: error: Type: unknown keyword; did you mean 'type'?"),
    Bad(
      #"{"type": "string", "t\u0079pe": "integer"}"#,
      "1:20: error: type: the key stands twice"),
    Bad(
      #"{"properties": {"a": {}, "a": {}}}"#,
      "1:26: error: properties.a: the key stands twice"),
    // Types.
    Bad(
      #"{"type": "strin"}"#,
      "1:10: error: type: unknown value 'strin'; did you mean 'string'?"),
    Bad(#"{"type": 5}"#, "1:10: error: type: expected a string, one of \(types)"),
    Bad(#"{"type": []}"#, "1:10: error: type: expected at least one element"),
    Bad(
      #"{"type": ["string", "strng"]}"#,
      "1:21: error: type[1]: unknown value 'strng'; did you mean 'string'?"),
    Bad(
      #"{"type": ["string", "null", "string"]}"#,
      "1:29: error: type[2]: 'string' stands twice"),
    Bad(
      #"{"format": "image_url"}"#,
      "1:12: error: format: unknown value 'image_url'; did you mean 'image_uri'?"),
    Bad(
      #"{"format": "date-time"}"#,
      "1:12: error: format: unknown value 'date-time'; expected one of \(formats)"),
    Bad(
      #"{"format": null}"#,
      "1:12: error: format: expected a string, one of \(formats)"),
    // Values of the wrong type. The place is that of the value.
    Bad(#"{"enum": "a"}"#, "1:10: error: enum: expected an array"),
    Bad(#"{"enum": []}"#, "1:10: error: enum: expected at least one element"),
    Bad(#"{"minimum": "1"}"#, "1:13: error: minimum: expected a number"),
    Bad(#"{"maximum": null}"#, "1:13: error: maximum: expected a number"),
    // Draft 4 had a boolean here.
    Bad(
      #"{"exclusiveMinimum": true}"#,
      "1:22: error: exclusiveMinimum: expected a number"),
    Bad(
      #"{"exclusiveMaximum": []}"#, "1:22: error: exclusiveMaximum: expected a number"),
    Bad(
      #"{"multipleOf": 0}"#,
      "1:16: error: multipleOf: expected a number above 0 of at most 19 digits"),
    Bad(
      #"{"multipleOf": -0.1}"#,
      "1:16: error: multipleOf: expected a number above 0 of at most 19 digits"),
    Bad(
      #"{"multipleOf": 1.2345678901234567891}"#,
      "1:16: error: multipleOf: expected a number above 0 of at most 19 digits"),
    Bad(
      #"{"minItems": -1}"#, "1:14: error: minItems: expected an integer of at least 0"),
    Bad(
      #"{"maxItems": 1.5}"#, "1:14: error: maxItems: expected an integer of at least 0"
    ),
    Bad(
      #"{"maxLength": 1e99}"#,
      "1:15: error: maxLength: expected an integer of at least 0"),
    Bad(
      #"{"minLength": true}"#,
      "1:15: error: minLength: expected an integer of at least 0"),
    Bad(#"{"uniqueItems": 1}"#, "1:17: error: uniqueItems: expected true or false"),
    Bad(#"{"pattern": 1}"#, "1:13: error: pattern: expected a string"),
    Bad(
      #"{"pattern": "é(a"}"#,
      "1:13: error: pattern: not a regular expression: missing closing parenthesis, "
        + "behind character 3"),
    Bad(#"{"items": []}"#, "1:11: error: items: \(schema)"),
    Bad(#"{"properties": []}"#, "1:16: error: properties: expected an object"),
    Bad(#"{"required": {}}"#, "1:14: error: required: expected an array"),
    Bad(#"{"required": ["a", 1]}"#, "1:20: error: required[1]: expected a string"),
    Bad(
      #"{"additionalProperties": "no"}"#,
      "1:26: error: additionalProperties: \(schema)"),
    Bad(#"{"anyOf": []}"#, "1:11: error: anyOf: expected at least one element"),
    Bad(#"{"allOf": {}}"#, "1:11: error: allOf: expected an array"),
    Bad(#"{"oneOf": [{}, 1]}"#, "1:16: error: oneOf[1]: \(schema)"),
    Bad(#"{"not": []}"#, "1:9: error: not: \(schema)"),
    Bad(#"{"title": 1}"#, "1:11: error: title: expected a string"),
    Bad(#"{"examples": "x"}"#, "1:14: error: examples: expected an array"),
    // A format that says nothing about the type.
    Bad(
      #"{"type": "string", "format": "image_uris"}"#,
      "1:30: error: format: image_uris is a format of an array"),
    Bad(
      #"{"type": ["array", "null"], "format": "uri"}"#,
      "1:39: error: format: uri is a format of a string"),
    Bad(
      #"{"pattern": "a++"}"#,
      "1:13: error: pattern: not a regular expression: a possessive quantifier is no ECMA-262, "
        + "behind character 3"),
    // Bounds that leave nothing.
    Bad(
      #"{"minimum": 5, "maximum": 3}"#,
      "1:13: error: minimum: no value can keep minimum 5 and maximum 3 at once"),
    Bad(
      #"{"maximum": 3, "exclusiveMinimum": 3.0}"#,
      "1:36: error: exclusiveMinimum: no value can keep exclusiveMinimum 3 and maximum 3 at once"),
    Bad(
      #"{"exclusiveMaximum": 0, "minimum": 0}"#,
      "1:36: error: minimum: no value can keep minimum 0 and exclusiveMaximum 0 at once"),
    Bad(
      #"{"minLength": 2, "maxLength": 1}"#,
      "1:15: error: minLength: no value can keep minLength 2 and maxLength 1 at once"),
    Bad(
      #"{"minItems": 2, "maxItems": 1}"#,
      "1:14: error: minItems: no value can keep minItems 2 and maxItems 1 at once"),
    // Deeper, and several at once.
    Bad(
      "{\"properties\": {\n  \"seed\": {\"type\": \"int\"},\n  \"é\": 1}}",
      "2:20: error: properties.seed.type: unknown value 'int'; did you mean 'integer'?",
      "3:8: error: properties.é: \(schema)"),
    Bad(
      #"{"items": {"items": {"maximun": 1}}}"#,
      "1:22: error: items.items.maximun: unknown keyword; did you mean 'maximum'?"),
    Bad(
      #"{"anyOf": [{"allOf": [{"typ": 1}]}]}"#,
      "1:24: error: anyOf[0].allOf[0].typ: unknown keyword; did you mean 'type'?"),
    Bad(
      #"{"minimum": [], "x": 1, "required": 1}"#,
      "1:13: error: minimum: expected a number",
      "1:17: error: x: unknown keyword; expected one of \(keywords)",
      "1:37: error: required: expected an array"),
    // Taken, but probably not meant.
    Bad(
      #"{"required": ["promt"], "properties": {"prompt": {}}}"#,
      "1:15: warning: required[0]: 'promt' is not among the properties, so any value is "
        + "taken for it; did you mean 'prompt'?"),
  ]

  @Test(arguments: bad)
  func `what is outside the dialect is named with its place`(_ bad: Bad) throws {
    #expect(try Schema.compiled(bad.schema).problems == bad.problems)
  }

  @Test func `of very many problems the first are told, and quickly`() throws {
    let keywords = (0..<20_000).map { "\"k\($0)\":1" }.joined(separator: ",")
    let problems = try Schema.compiled("{\(keywords)}").problems
    #expect(problems.count == 101)
    #expect(problems.last?.hasSuffix("error: there are more problems") == true)
  }

  @Test func `an error is one behind any number of warnings`() throws {
    let names = (0..<500).map { "\"n\($0)\"" }.joined(separator: ",")
    let text = "{\"properties\":{\"x\":{}},\"required\":[\(names)],\"minimum\":[]}"
    let problems = try Schema.compiled(text).problems
    #expect(problems.contains { $0.contains("error: ") })
  }
}

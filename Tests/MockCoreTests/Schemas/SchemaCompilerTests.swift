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
    #expect(problems == [])
    #expect(schema.type == .object)
    #expect(schema.properties.map(\.nameString) == ["b", "a", "c", "d", "late"])
    #expect(schema.properties.map(\.isRequired) == [false, true, false, false, true])

    let b = try #require(schema.property("b")?.schema)
    #expect(b.enumeration == [.string(Array("x".utf8)), .string(Array("y".utf8))])
    #expect(b.maxLength == 5)
    #expect(b.format == .imageURI)
    #expect(b.defaultValue == nil)

    let a = try #require(schema.property("a")?.schema)
    #expect(a.type == .integer)
    #expect(a.minimum == JSONNumber("-1.5".utf8))
    #expect(a.maximum == JSONNumber(1000))
    #expect(a.defaultValue == .number(JSONNumber(7)))
    #expect(!a.allowsNull)

    let c = try #require(schema.property("c")?.schema)
    #expect(c.minItems == 0)
    #expect(c.maxItems == 3)
    #expect(c.format == .videoURIs)
    #expect(c.items?.type == .float)

    #expect(schema.property("d")?.schema.allowsNull == true)
    #expect(schema.property("late")?.schema.type == nil)
    #expect(schema.property("B") == nil)
  }

  @Test(arguments: Schema.ValueType.allCases)
  func `each type of the dialect is known by its word`(_ type: Schema.ValueType) throws {
    let (schema, problems) = try Schema.compiled(#"{"type": "\#(type)"}"#)
    #expect(schema.type == type)
    #expect(problems == [])
  }

  @Test(arguments: [
    "uri", "image_uri", "video_uri", "audio_uri", "image_uris", "video_uris", "audio_uris",
  ])
  func `each format of the dialect is known by its word`(_ format: String) throws {
    let (schema, problems) = try Schema.compiled(#"{"format": "\#(format)"}"#)
    #expect(schema.format?.rawValue == format)
    #expect(problems == [])
  }

  @Test func `an empty schema takes everything`() throws {
    let (schema, problems) = try Schema.compiled("{}")
    #expect(problems == [])
    #expect(schema.type == nil)
    #expect(schema.properties.isEmpty)
    #expect(schema.enumeration.isEmpty)
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

  private static let keywords =
    "type, enum, minimum, maximum, minItems, maxItems, maxLength, format, items, properties, "
    + "required, default, title, description, validations"
  private static let types = "object, array, string, integer, number, float, boolean"
  private static let formats =
    "uri, image_uri, video_uri, audio_uri, image_uris, video_uris, audio_uris"

  static let bad: [Bad] = [
    // No schema at all.
    Bad("[]", "1:1: error: input_schema: expected an object"),
    Bad("true", "1:1: error: input_schema: expected an object"),
    // Keywords. The place is that of the key.
    Bad(
      #"{"typ": "string"}"#,
      "1:2: error: input_schema.typ: unknown keyword; did you mean 'type'?"),
    Bad(
      #"{"type": "string", "minLength": 1}"#,
      "1:20: error: input_schema.minLength: unknown keyword; did you mean 'maxLength'?"),
    Bad(
      #"{"anyOf": []}"#,
      "1:2: error: input_schema.anyOf: unknown keyword; expected one of \(keywords)"),
    Bad(
      #"{"additionalProperties": false}"#,
      "1:2: error: input_schema.additionalProperties: unknown keyword; expected one of \(keywords)"),
    Bad(
      "{\"type\": \"object\",\n  \"$ref\": \"#\"}",
      "2:3: error: input_schema.$ref: unknown keyword; expected one of \(keywords)"),
    Bad(
      #"{"Type": "string"}"#,
      "1:2: error: input_schema.Type: unknown keyword; did you mean 'type'?"),
    // Values of the wrong type. The place is that of the value.
    Bad(
      #"{"type": "strin"}"#,
      "1:10: error: input_schema.type: unknown value 'strin'; did you mean 'string'?"),
    Bad(
      #"{"type": "null"}"#,
      "1:10: error: input_schema.type: unknown value 'null'; expected one of \(types)"),
    Bad(
      #"{"type": ["string"]}"#,
      "1:10: error: input_schema.type: expected a string, one of \(types)"),
    Bad(
      #"{"format": "image_url"}"#,
      "1:12: error: input_schema.format: unknown value 'image_url'; did you mean 'image_uri'?"),
    Bad(
      #"{"format": "date-time"}"#,
      "1:12: error: input_schema.format: unknown value 'date-time'; expected one of \(formats)"),
    Bad(
      #"{"format": null}"#,
      "1:12: error: input_schema.format: expected a string, one of \(formats)"),
    Bad(#"{"enum": "a"}"#, "1:10: error: input_schema.enum: expected an array"),
    Bad(#"{"minimum": "1"}"#, "1:13: error: input_schema.minimum: expected a number"),
    Bad(#"{"maximum": null}"#, "1:13: error: input_schema.maximum: expected a number"),
    Bad(
      #"{"minItems": -1}"#, "1:14: error: input_schema.minItems: expected an integer of at least 0"),
    Bad(
      #"{"maxItems": 1.5}"#, "1:14: error: input_schema.maxItems: expected an integer of at least 0"
    ),
    Bad(
      #"{"maxLength": 1e99}"#,
      "1:15: error: input_schema.maxLength: expected an integer of at least 0"),
    Bad(
      #"{"maxLength": true}"#,
      "1:15: error: input_schema.maxLength: expected an integer of at least 0"),
    Bad(#"{"items": []}"#, "1:11: error: input_schema.items: expected an object"),
    Bad(#"{"properties": []}"#, "1:16: error: input_schema.properties: expected an object"),
    Bad(#"{"required": {}}"#, "1:14: error: input_schema.required: expected an array"),
    Bad(#"{"required": ["a", 1]}"#, "1:20: error: input_schema.required: expected a string"),
    // Deeper, and several at once.
    Bad(
      "{\"properties\": {\n  \"seed\": {\"type\": \"int\"},\n  \"é\": 1}}",
      "2:20: error: input_schema.properties.seed.type: unknown value 'int'; "
        + "expected one of \(types)",
      "3:8: error: input_schema.properties.é: expected an object"),
    Bad(
      #"{"items": {"items": {"maximun": 1}}}"#,
      "1:22: error: input_schema.items.items.maximun: unknown keyword; did you mean 'maximum'?"),
    Bad(
      #"{"minimum": [], "x": 1, "required": 1}"#,
      "1:13: error: input_schema.minimum: expected a number",
      "1:17: error: input_schema.x: unknown keyword; expected one of \(keywords)",
      "1:37: error: input_schema.required: expected an array"),
  ]

  @Test(arguments: bad)
  func `what is outside the dialect is named with its place`(_ bad: Bad) throws {
    #expect(try Schema.compiled(bad.schema).problems == bad.problems)
  }
}

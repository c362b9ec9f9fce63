import Testing

@testable import MockCore

struct InputTableTests {
  /// A property's schema and its row.
  struct Input: Sendable, CustomTestStringConvertible {
    let schema: String
    let type: String
    let values: String
    let defaultValue: String

    init(_ schema: String, _ type: String, _ values: String = "", default: String = "") {
      self.schema = schema
      self.type = type
      self.values = values
      defaultValue = `default`
    }

    var testDescription: String { schema }
  }

  private static let forty = String(repeating: "é", count: 40)

  @Test(arguments: [
    // Types.
    Input("{}", "any"), Input("true", "any"),
    Input(#"{"type": "string"}"#, "string"),
    Input(#"{"type": ["integer", "null"]}"#, "integer or null"),
    Input(#"{"type": "string", "format": "image_uri"}"#, "string (image_uri)"),
    Input(#"{"format": "uri"}"#, "any (uri)"),
    Input(#"{"type": "array"}"#, "array"), Input(#"{"items": {}}"#, "any of any"),
    Input(
      #"{"type": "array", "items": {"type": "string", "format": "uri"}}"#, "array of string (uri)"),
    Input(
      #"{"type": "array", "format": "image_uris", "items": {"type": "string"}}"#,
      "array of string (image_uris)"),
    Input(
      #"{"type": "array", "items": {"type": "array", "items": {"type": "float"}}}"#,
      "array of array of float"),
    // Values.
    Input(
      #"{"enum": ["a", "b c", "", "d,e", "f\"", 1.50, null]}"#, "any",
      #"a, "b c", "", "d,e", "f\"", 1.5, null"#),
    Input(#"{"const": {"a": [1]}}"#, "any", #"{"a":[1]}"#),
    Input(#"{"minimum": 1, "maximum": 2.50}"#, "any", "1 to 2.5"),
    Input(#"{"minimum": 0}"#, "any", "at least 0"), Input(#"{"maximum": -1}"#, "any", "at most -1"),
    Input(#"{"minLength": 1, "maxLength": 9}"#, "any", "1 to 9 characters"),
    Input(#"{"maxLength": 9}"#, "any", "at most 9 characters"),
    Input(#"{"minItems": 1}"#, "any", "at least 1 items"),
    Input(#"{"minItems": 1, "maxItems": 4}"#, "any", "1 to 4 items"),
    Input(#"{"exclusiveMinimum": 0, "exclusiveMaximum": 1}"#, "any", "above 0; below 1"),
    Input(#"{"multipleOf": 8}"#, "any", "divisible by 8"),
    Input(#"{"pattern": "^a b$"}"#, "any", "matching ^a b$"),
    Input(#"{"uniqueItems": true}"#, "any", "all different"),
    Input(#"{"anyOf": [{"const": 1}]}"#, "any", "more, see the schema"),
    Input(#"{"not": {"const": 1}}"#, "any", "more, see the schema"),
    Input(
      #"{"type": "integer", "enum": [8, 16], "minimum": 1, "multipleOf": 8, "oneOf": [{}]}"#,
      "integer", "8, 16; at least 1; divisible by 8; more, see the schema"),
    // Defaults; a long one is cut.
    Input(#"{"default": 0.50}"#, "any", default: "0.5"),
    Input(#"{"default": "auto"}"#, "any", default: "auto"),
    Input(#"{"default": "two words"}"#, "any", default: #""two words""#),
    Input(#"{"default": ""}"#, "any", default: #""""#),
    Input(#"{"default": null}"#, "any", default: "null"),
    Input(#"{"default": [ 1 ]}"#, "any", default: "[1]"),
    Input(#"{"default": "\#(forty)"}"#, "any", default: forty),
    Input(#"{"default": "\#(forty)é"}"#, "any", default: forty.dropLast() + "…"),
  ])
  func `an input says its type, its values and its default`(_ input: Input) throws {
    let (schema, problems) = try Schema.compiled(#"{"properties": {"x": \#(input.schema)}}"#)
    #expect(problems == [])
    #expect(
      InputTable(schema).rows == [
        InputTable.Row(
          name: "x", type: input.type, values: input.values, defaultValue: input.defaultValue,
          isRequired: false)
      ])
  }

  @Test func `inputs stand in the schema's order, those inside another behind it`() throws {
    let (schema, _) = try Schema.compiled(
      #"""
      {"required": ["loras", "late"],
       "properties": {
         "z": {"required": ["b"], "properties": {"b": {"properties": {"c": {}}}, "a": {}}},
         "loras": {"items": {"required": ["path"], "properties": {"path": {}, "scale": {}}}},
         "grid": {"items": {"items": {"properties": {"x": {}}}}},
         "a": {}}}
      """#)
    let rows = InputTable(schema).rows
    #expect(
      rows.map(\.name) == [
        "z", "z.b", "z.b.c", "z.a", "loras", "loras[].path", "loras[].scale", "grid",
        "grid[][].x", "a", "late",
      ])
    #expect(rows.filter(\.isRequired).map(\.name) == ["z.b", "loras", "loras[].path", "late"])
  }

  @Test func `a schema without properties has no inputs`() throws {
    #expect(InputTable(try Schema.compiled("{}").schema).rows == [])
  }
}

/// A schema and a body in one piece, so that both are mutated.
///
/// An input that begins with `{` is a schema, a NUL, which no JSON text contains, and a body. Else the
/// first byte picks one of the schemas here and the body follows: then every mutation meets a valid schema.
struct ValidationInput {
  let modelFile: [UInt8]
  let body: [UInt8]

  init(_ input: [UInt8]) {
    let first = input.first ?? 0
    if first == UInt8(ascii: "{") {
      let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      modelFile = SchemaChecks.modelFile(parts[0])
      body = Array(parts.dropFirst().first ?? [])
    } else {
      let schema = Self.schemas[Int(first) % Self.schemas.count]
      modelFile = SchemaChecks.modelFile(schema.utf8)
      body = Array(input.dropFirst())
    }
  }

  /// One for each kind of value, small enough that a body soon reaches each keyword.
  private static let schemas = [
    #"""
    {"type":"object","required":["a","b/~"],"properties":{
      "a":{"type":"string","enum":["cat","dog","é"],"default":"cat"},
      "b/~":{"type":"integer","minimum":-1,"maximum":12345678901234567890},
      "c":{"type":"number","minimum":0.1,"maximum":1e3,"default":null},
      "d":{"type":"string","maxLength":3},
      "e":{"type":"boolean"},
      "f":{"enum":[1,null,{"a":[1.0]},"x"]}}}
    """#,
    #"""
    {"type":"object","properties":{
      "u":{"type":"string","format":"uri"},
      "i":{"type":"array","format":"image_uris","minItems":1,"maxItems":2},
      "j":{"type":"array","items":{"type":"string","format":"video_uri"},"format":"video_uris"}}}
    """#,
    #"""
    {"properties":{"a":{"type":"array","minItems":1,"items":{"type":"object","required":["n"],
      "properties":{"n":{"type":"array","items":{"type":"array","items":{"type":"float","maximum":2}}}}}}}}
    """#,
    #"{}"#,
    #"""
    {"properties":{
      "c":{"const":{"a":[1,null]}},
      "m":{"type":["number","null"],"exclusiveMinimum":0,"exclusiveMaximum":9,"multipleOf":0.01},
      "p":{"type":"string","minLength":2,"pattern":"^(a|é)+$"},
      "u":{"uniqueItems":true},
      "n":{"not":{"type":"string"},"items":false}}}
    """#,
    #"""
    {"properties":{"a":{"type":"integer"}},
     "allOf":[{"properties":{"b":{"additionalProperties":{"type":"string"}}}}],
     "anyOf":[{"required":["c"],"properties":{"c":{"anyOf":[{"type":"string"},{"type":"object",
       "required":["d"],"properties":{"d":{}},"additionalProperties":false}]}}},{"required":["a"]}],
     "oneOf":[{"properties":{"a":{"minimum":3}}},{"properties":{"a":{"maximum":5}}},false],
     "not":{"required":["b","c"]}}
    """#,
  ]
}

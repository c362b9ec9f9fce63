/// What a schema wants, as the end of "must be …".
enum Expectation {
  static func of(_ schema: Schema) -> String {
    if !schema.enumeration.isEmpty {
      return "one of " + schema.enumeration.map(text).joined(separator: ", ")
    }
    let noun =
      switch schema.type {
      case .object: "an object"
      case .array: "an array"
      case .string: schema.format == nil ? "a string" : "an absolute https: URL or a data: URI"
      case .integer: "an integer"
      case .number, .float: "a number"
      case .boolean: "true or false"
      case nil: "a value"
      }
    switch (schema.minimum, schema.maximum) {
    case (let minimum?, let maximum?): return "\(noun) from \(minimum) to \(maximum)"
    case (let minimum?, nil): return "\(noun) of at least \(minimum)"
    case (nil, let maximum?): return "\(noun) of at most \(maximum)"
    case (nil, nil): return noun
    }
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(let number): "\(number)"
    case .string(let utf8): String(decoding: utf8, as: UTF8.self)
    case .array: "an array"
    case .object: "an object"
    }
  }
}

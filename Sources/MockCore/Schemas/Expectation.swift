/// What a schema wants, as the end of "must be …".
enum Expectation {
  static let uri = "an absolute https: URL or a data: URI"

  static func of(_ schema: Schema) -> String {
    let keywords = schema.keywords
    if keywords.isFalse { return "absent" }
    if let const = keywords.const { return text(const) }
    if let enumeration = keywords.enumeration {
      return "one of " + choice(enumeration.map(text))
    }
    var nouns: [String] = []
    for type in keywords.types {
      let noun = noun(type, keywords)
      if !nouns.contains(noun) { nouns.append(noun) }
    }
    let isNumber = keywords.types.isEmpty && schema.checks.contains(.number)
    guard nouns.isEmpty else { return list(nouns) }
    return isNumber ? "a number" + range(keywords) : "a value"
  }

  /// What a schema under `not` leaves.
  static func butNot(_ schema: Schema) -> String {
    let words = of(schema)
    let saysAll = !["a value", "a string", "an array", "an object"].contains(words)
    return saysAll
      || (schema.checks.isEmpty && schema.requiredPositions.isEmpty && !schema.isClosed)
      ? "anything but \(words)" : "anything that does not match the schema under not"
  }

  /// What several schemas want, one of which is enough.
  static func of(anyOf schemas: [Schema]) -> String {
    let all = schemas.map { of($0) }
    let different = Set(all).count == all.count && all.count <= 6
    return different ? list(all) : "a match of one of \(all.count) alternatives"
  }

  /// Which names a schema knows.
  static func ofNames(_ names: [String]) -> String {
    names.isEmpty ? "no further property" : "one of " + choice(names)
  }

  /// As many as a reader bears.
  private static func choice(_ words: [String]) -> String {
    let listed = words.prefix(50).joined(separator: ", ")
    return words.count > 50 ? "\(listed), … (\(words.count) in all)" : listed
  }

  private static func noun(_ type: Schema.ValueType, _ keywords: SchemaKeywords) -> String {
    switch type {
    case .object: "an object"
    case .array: "an array"
    case .string: keywords.format == nil ? "a string" : uri
    case .integer: "an integer" + range(keywords)
    case .number, .float: "a number" + range(keywords)
    case .boolean: "true or false"
    case .null: "null"
    }
  }

  /// The bounds of a number, as in " from 1 to 50" or " above 0 and of at most 1".
  private static func range(_ keywords: SchemaKeywords) -> String {
    var words: [String] = []
    if let minimum = keywords.minimum, let maximum = keywords.maximum {
      words.append("from \(minimum) to \(maximum)")
    } else if let minimum = keywords.minimum {
      words.append("of at least \(minimum)")
    } else if let maximum = keywords.maximum {
      words.append("of at most \(maximum)")
    }
    if let minimum = keywords.exclusiveMinimum { words.append("above \(minimum)") }
    if let maximum = keywords.exclusiveMaximum { words.append("below \(maximum)") }
    if let divisor = keywords.multipleOf { words.append("divisible by \(divisor)") }
    return words.isEmpty ? "" : " " + words.joined(separator: " and ")
  }

  private static func list(_ words: [String]) -> String {
    words.count < 3
      ? words.joined(separator: " or ")
      : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  /// A word as it is, but in quotation marks where a reader could take it for something else.
  private static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.first != " " && text.last != " "
    return isPlain ? text : "\"\(text)\""
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(let number): "\(number)"
    case .string(let utf8): word(String(decoding: utf8, as: UTF8.self))
    case .array, .object: value.json.count <= 80 ? value.json : value.json.prefix(79) + "…"
    }
  }
}

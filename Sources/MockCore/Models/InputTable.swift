internal import Patterns

/// A model's inputs as a table for people.
package struct InputTable: Sendable {
  /// One input; those inside another bear its name before their own, as in `loras[].path`.
  package struct Row: Sendable, Equatable {
    package let name: String
    package let type: String
    /// The values that are taken, as far as the type does not say it.
    package let values: String
    package let defaultValue: String
    package let isRequired: Bool
  }

  package let rows: [Row]

  package init(_ schema: Schema) {
    rows = Self.rows(schema, prefix: "")
  }

  private static func rows(_ schema: Schema, prefix: String) -> [Row] {
    schema.keywords.properties.flatMap { property in
      let name = prefix + property.nameString
      let keywords = property.schema.keywords
      let row = Row(
        name: name, type: type(property.schema), values: values(property.schema),
        defaultValue: keywords.defaultValue.map(excerpt) ?? "", isRequired: property.isRequired)
      return [row] + rowsInside(property.schema, name)
    }
  }

  /// The inputs inside the one of that name, or inside its elements.
  private static func rowsInside(_ schema: Schema, _ name: String) -> [Row] {
    let items = schema.keywords.items.map { rowsInside($0, name + "[]") } ?? []
    return items + rows(schema, prefix: name + ".")
  }

  private static func type(_ schema: Schema) -> String {
    let keywords = schema.keywords
    let format = keywords.format.map { " (\($0.rawValue))" } ?? ""
    let items = keywords.items.map { " of " + type($0) } ?? ""
    let types = keywords.types.map(\.rawValue).joined(separator: " or ")
    return (types.isEmpty ? "any" : types) + items + format
  }

  private static func values(_ schema: Schema) -> String {
    let keywords = schema.keywords
    var parts: [String] = []
    if let const = keywords.const { parts.append(text(const)) }
    if let enumeration = keywords.enumeration {
      parts.append(enumeration.map(text).joined(separator: ", "))
    }
    parts += [
      range(keywords.minimum, keywords.maximum, ""),
      range(keywords.minLength, keywords.maxLength, " characters"),
      range(keywords.minItems, keywords.maxItems, " items"),
      keywords.exclusiveMinimum.map { "above \($0)" },
      keywords.exclusiveMaximum.map { "below \($0)" },
      keywords.multipleOf.map { "divisible by \($0)" },
      keywords.pattern.map { "matching \($0.text)" },
      keywords.uniqueItems ? "all different" : nil,
      schema.checks.contains(.combinations) ? "more, see the schema" : nil,
    ].compactMap { $0 }
    return parts.joined(separator: "; ")
  }

  private static func range(
    _ low: (some CustomStringConvertible)?, _ high: (some CustomStringConvertible)?, _ unit: String
  ) -> String? {
    switch (low, high) {
    case (let low?, let high?): "\(low) to \(high)\(unit)"
    case (let low?, nil): "at least \(low)\(unit)"
    case (nil, let high?): "at most \(high)\(unit)"
    case (nil, nil): nil
    }
  }

  /// A default is often a whole paragraph.
  private static func excerpt(_ value: JSONValue) -> String {
    let text = text(value)
    return text.count <= 40 ? text : text.prefix(39) + "…"
  }

  /// A value as JSON, but a plain word without its quotation marks.
  private static func text(_ value: JSONValue) -> String {
    guard let word = value.string, !word.isEmpty,
      word.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") })
    else { return value.json }
    return word
  }
}

internal import Patterns

/// Turns the JSON of an input schema into a `Schema`, or says what is wrong with it.
///
/// Nothing is ignored in silence: a keyword or a type outside the dialect is an error, with the place
/// and the nearest name.
struct SchemaCompiler {
  /// Keywords with a meaning here, then those that only describe.
  ///
  /// `validations` speaks of the media behind a URL, which a mock never fetches.
  static let keywords = [
    "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minLength", "maxLength", "pattern", "format", "items", "minItems", "maxItems",
    "uniqueItems", "properties", "required", "additionalProperties", "allOf", "anyOf", "oneOf",
    "not", "default", "title", "description", "examples", "validations", "$schema", "$comment",
  ]

  /// Keywords of JSON Schema that are refused: what they demand would go unchecked.
  private static let unsupported: Set = [
    "$ref", "$defs", "definitions", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor",
    "$recursiveRef", "$recursiveAnchor", "$vocabulary", "if", "then", "else", "dependentRequired",
    "dependentSchemas", "dependencies", "patternProperties", "propertyNames", "minProperties",
    "maxProperties", "contains", "minContains", "maxContains", "prefixItems", "additionalItems",
    "unevaluatedItems", "unevaluatedProperties", "contentMediaType", "contentEncoding",
    "contentSchema",
  ]

  private var reader: JSONReader
  private var document: JSONDocument { reader.document }

  /// The schema at a node of the reader's document; what is wrong is reported to the reader.
  static func schema(at index: Int, path: String, _ reader: inout JSONReader) -> Schema {
    var compiler = SchemaCompiler(reader: reader)
    defer { reader = compiler.reader }
    return compiler.schema(index, path)
  }

  private mutating func schema(
    _ index: Int, _ path: String, isCombined: Bool = false
  ) -> Schema {
    switch document.nodes[index].kind {
    case .true: return .anything
    case .false: return .nothing
    case .null, .number, .string, .array, .object: break
    }
    var keywords = SchemaKeywords()
    for member in reader.members(of: index, path) { read(member, into: &keywords) }
    addRequired(of: index, path, isCombined, to: &keywords)
    checkBounds(of: index, path, keywords)
    return Schema(keywords)
  }

  private mutating func read(_ member: JSONReader.Member, into keywords: inout SchemaKeywords) {
    let (value, path) = (member.value, member.path)
    switch member.name {
    case "type": keywords.types = types(value, path)
    case "enum": keywords.enumeration = atLeastOne(value, path).map { JSONValue(document, $0) }
    case "const": keywords.const = JSONValue(document, value)
    case "minimum": keywords.minimum = reader.number(value, path)
    case "maximum": keywords.maximum = reader.number(value, path)
    case "exclusiveMinimum": keywords.exclusiveMinimum = reader.number(value, path)
    case "exclusiveMaximum": keywords.exclusiveMaximum = reader.number(value, path)
    case "multipleOf": keywords.multipleOf = divisor(value, path)
    case "minLength": keywords.minLength = count(value, path)
    case "maxLength": keywords.maxLength = count(value, path)
    case "pattern": keywords.pattern = pattern(value, path)
    case "format": keywords.format = reader.word(value, path)
    case "items": keywords.items = schema(value, path)
    case "minItems": keywords.minItems = count(value, path)
    case "maxItems": keywords.maxItems = count(value, path)
    case "uniqueItems": keywords.uniqueItems = reader.bool(value, path) ?? false
    case "properties": keywords.properties = properties(value, path)
    case "additionalProperties": keywords.additionalProperties = schema(value, path)
    case "allOf": keywords.allOf = schemas(value, path)
    case "anyOf": keywords.anyOf = schemas(value, path)
    case "oneOf": keywords.oneOf = schemas(value, path)
    case "not": keywords.not = schema(value, path, isCombined: true)
    case "default": keywords.defaultValue = JSONValue(document, value)
    case "title", "description", "$schema", "$comment": _ = reader.string(value, path)
    case "examples": _ = reader.elements(of: value, path)
    case "required", "validations": break
    case let name where Self.unsupported.contains(name):
      reader.report(
        member.key, path, "this keyword of JSON Schema is not supported, so nothing would check it")
    default:
      reader.report(
        member.key, path,
        "unknown keyword"
          + NearestName.suggestion(for: member.name, among: Self.keywords, orList: true))
    }
  }

  // MARK: Objects

  private mutating func properties(_ index: Int, _ path: String) -> [Schema.Property] {
    reader.members(of: index, path).map { member in
      Schema.Property(
        name: document.stringBytes(member.key), schema: schema(member.value, member.path),
        isRequired: false)
    }
  }

  /// Marks the required properties; a name that is not described takes any value (`contract.md`,
  /// "required names a property that properties lacks").
  private mutating func addRequired(
    of index: Int, _ path: String, _ isCombined: Bool, to keywords: inout SchemaKeywords
  ) {
    guard let required = document.member("required", of: index) else { return }
    for element in reader.elements(of: required, "\(path).required") {
      guard let text = reader.string(element, "\(path).required") else { continue }
      let name = document.stringBytes(element)
      let position = keywords.properties.firstIndex { $0.name == name }
      let schema = position.map { keywords.properties[$0].schema } ?? .anything
      let property = Schema.Property(name: name, schema: schema, isRequired: true)
      if let position {
        keywords.properties[position] = property
      } else {
        let names = keywords.properties.map(\.nameString)
        // Of a schema that is combined with others, they may describe it.
        if !names.isEmpty, !isCombined {
          reader.warn(
            element, "\(path).required",
            "'\(text)' is not among the properties, so any value is taken for it"
              + NearestName.suggestion(for: text, among: names))
        }
        keywords.properties.append(property)
      }
    }
  }

  // MARK: Values of keywords

  private mutating func types(_ index: Int, _ path: String) -> [Schema.ValueType] {
    guard document.nodes[index].kind == .array else {
      return [reader.word(index, path)].compactMap { $0 }
    }
    var types: [Schema.ValueType] = []
    for element in atLeastOne(index, path) {
      guard let type: Schema.ValueType = reader.word(element, path) else { continue }
      if types.contains(type) { reader.report(element, path, "'\(type)' stands twice") }
      types.append(type)
    }
    return types
  }

  private mutating func atLeastOne(_ index: Int, _ path: String) -> [Int] {
    let problems = reader.problems.count
    let elements = reader.elements(of: index, path)
    if elements.isEmpty, reader.problems.count == problems {
      reader.report(index, path, "expected at least one element")
    }
    return elements
  }

  private mutating func schemas(_ index: Int, _ path: String) -> [Schema] {
    atLeastOne(index, path).enumerated().map {
      schema($1, "\(path)[\($0)]", isCombined: true)
    }
  }

  private mutating func count(_ index: Int, _ path: String) -> Int? {
    reader.integer(index, path, in: 0...Int.max)
  }

  private mutating func divisor(_ index: Int, _ path: String) -> JSONNumber? {
    guard document.nodes[index].kind == .number, document.number(index).isDivisor else {
      reader.report(index, path, "expected a number above 0 of at most 19 digits")
      return nil
    }
    return document.number(index)
  }

  private mutating func pattern(
    _ index: Int, _ path: String
  ) -> (text: String, compiled: Pattern)? {
    guard let text = reader.string(index, path) else { return nil }
    do {
      return (text, try Pattern(Array(text.utf8)))
    } catch {
      let characters = String(decoding: text.utf8.prefix(error.offset), as: UTF8.self)
      reader.report(
        index, path,
        "not a regular expression: \(error.reason), behind character \(characters.unicodeScalars.count)"
      )
      return nil
    }
  }

  // MARK: Bounds

  /// Refuses a pair of bounds that no value can keep: one of them is a slip.
  private mutating func checkBounds(of index: Int, _ path: String, _ keywords: SchemaKeywords) {
    let lowest = [("minimum", keywords.minimum), ("exclusiveMinimum", keywords.exclusiveMinimum)]
    let highest = [("maximum", keywords.maximum), ("exclusiveMaximum", keywords.exclusiveMaximum)]
    for (low, minimum) in lowest {
      for (high, maximum) in highest {
        guard let minimum, let maximum else { continue }
        let isOpen = low == "exclusiveMinimum" || high == "exclusiveMaximum"
        if minimum > maximum || (isOpen && minimum == maximum) {
          reportBounds(of: index, path, (low, "\(minimum)"), (high, "\(maximum)"))
        }
      }
    }
    let sizes = [
      ("minLength", keywords.minLength, "maxLength", keywords.maxLength),
      ("minItems", keywords.minItems, "maxItems", keywords.maxItems),
    ]
    for case (let low, let minimum?, let high, let maximum?) in sizes where minimum > maximum {
      reportBounds(of: index, path, (low, "\(minimum)"), (high, "\(maximum)"))
    }
  }

  private mutating func reportBounds(
    of index: Int, _ path: String, _ low: (name: String, value: String),
    _ high: (name: String, value: String)
  ) {
    let place = document.member(low.name, of: index) ?? index
    reader.report(
      place, "\(path).\(low.name)",
      "\(low.value) leaves no value below \(high.name), which is \(high.value)")
  }
}

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
  static func schema(at index: Int, _ reader: inout JSONReader) -> Schema {
    var compiler = SchemaCompiler(reader: reader)
    defer { reader = compiler.reader }
    return compiler.schema(index)
  }

  private mutating func schema(_ index: Int, isCombined: Bool = false) -> Schema {
    switch document.nodes[index].kind {
    case .true: return .anything
    case .false: return .nothing
    case .object: break
    case .null, .number, .string, .array:
      reader.report(index, "expected a schema: an object, true or false")
      return .anything
    }
    var keywords = SchemaKeywords()
    for member in reader.members(of: index) { read(member, into: &keywords) }
    addRequired(of: index, isCombined, to: &keywords)
    checkFormat(of: index, keywords)
    checkBounds(of: index, keywords)
    return Schema(keywords)
  }

  private mutating func read(_ member: JSONReader.Member, into keywords: inout SchemaKeywords) {
    let value = member.value
    switch member.name {
    case "type": keywords.types = types(value)
    case "enum": keywords.enumeration = atLeastOne(value).map { JSONValue(document, $0) }
    case "const": keywords.const = JSONValue(document, value)
    case "minimum": keywords.minimum = reader.number(value)
    case "maximum": keywords.maximum = reader.number(value)
    case "exclusiveMinimum": keywords.exclusiveMinimum = reader.number(value)
    case "exclusiveMaximum": keywords.exclusiveMaximum = reader.number(value)
    case "multipleOf": keywords.multipleOf = divisor(value)
    case "minLength": keywords.minLength = count(value)
    case "maxLength": keywords.maxLength = count(value)
    case "pattern": keywords.pattern = pattern(value)
    case "format": keywords.format = reader.word(value)
    case "items": keywords.items = schema(value)
    case "minItems": keywords.minItems = count(value)
    case "maxItems": keywords.maxItems = count(value)
    case "uniqueItems": keywords.uniqueItems = reader.bool(value) ?? false
    case "properties":
      keywords.properties = properties(value)
      keywords.describesProperties = !keywords.properties.isEmpty
    case "additionalProperties": keywords.additionalProperties = schema(value)
    case "allOf": keywords.allOf = schemas(value)
    case "anyOf": keywords.anyOf = schemas(value)
    case "oneOf": keywords.oneOf = schemas(value)
    case "not": keywords.not = schema(value, isCombined: true)
    case "default": keywords.defaultValue = JSONValue(document, value)
    case "title", "description", "$schema", "$comment": _ = reader.string(value)
    case "examples": _ = reader.elements(of: value)
    case "required", "validations": break
    case "nullable":
      reader.report(
        member.key,
        #"not a keyword of JSON Schema; write a list of types, as in ["string", "null"]"#)
    case let name where Self.unsupported.contains(name):
      reader.report(
        member.key, "this keyword of JSON Schema is not supported, so nothing would check it")
    default:
      reader.report(
        member.key,
        "unknown keyword"
          + NearestName.suggestion(for: member.name, among: Self.keywords, orList: true))
    }
  }

  // MARK: Objects

  private mutating func properties(_ index: Int) -> [Schema.Property] {
    reader.members(of: index).map { member in
      Schema.Property(
        name: document.stringBytes(member.key), schema: schema(member.value),
        isRequired: false)
    }
  }

  /// Marks the required properties; a name that is not described takes any value (`contract.md`,
  /// "required names a property that properties lacks").
  private mutating func addRequired(
    of index: Int, _ isCombined: Bool, to keywords: inout SchemaKeywords
  ) {
    guard let required = document.member("required", of: index) else { return }
    let described = keywords.properties.map(\.nameString)
    var positions: [[UInt8]: Int] = [:]
    for (position, property) in keywords.properties.enumerated() {
      positions[property.name] = position
    }
    for element in reader.elements(of: required) {
      guard let text = reader.string(element) else { continue }
      let name = document.stringBytes(element)
      if let position = positions[name] {
        let schema = keywords.properties[position].schema
        keywords.properties[position] = Schema.Property(
          name: name, schema: schema, isRequired: true)
        continue
      }
      // Of a schema that is combined with others, they may describe it.
      if !described.isEmpty, !isCombined {
        reader.warn(
          element,
          "'\(text)' is not among the properties, so any value is taken for it"
            + NearestName.suggestion(for: text, among: described))
      }
      positions[name] = keywords.properties.count
      keywords.properties.append(
        Schema.Property(name: name, schema: .anything, isRequired: true))
    }
  }

  // MARK: Values of keywords

  private mutating func types(_ index: Int) -> [Schema.ValueType] {
    guard document.nodes[index].kind == .array else {
      return [reader.word(index)].compactMap { $0 }
    }
    var types: [Schema.ValueType] = []
    for element in atLeastOne(index) {
      guard let type: Schema.ValueType = reader.word(element) else { continue }
      if types.contains(type) { reader.report(element, "'\(type)' stands twice") }
      types.append(type)
    }
    return types
  }

  private mutating func atLeastOne(_ index: Int) -> [Int] {
    let problems = reader.problems.count
    let elements = reader.elements(of: index)
    if elements.isEmpty, reader.problems.count == problems {
      reader.report(index, "expected at least one element")
    }
    return elements
  }

  private mutating func schemas(_ index: Int) -> [Schema] {
    atLeastOne(index).map { schema($0, isCombined: true) }
  }

  private mutating func count(_ index: Int) -> Int? {
    reader.integer(index, in: 0...Int.max)
  }

  private mutating func divisor(_ index: Int) -> JSONNumber? {
    guard document.nodes[index].kind == .number, document.number(index).isDivisor else {
      reader.report(index, "expected a number above 0 of at most 19 digits")
      return nil
    }
    return document.number(index)
  }

  private mutating func pattern(_ index: Int) -> Pattern? {
    guard let text = reader.string(index) else { return nil }
    do {
      return try Pattern(text)
    } catch {
      let characters = String(decoding: text.utf8.prefix(error.offset), as: UTF8.self)
      reader.report(
        index,
        "not a regular expression: \(error.reason), behind character \(characters.unicodeScalars.count)"
      )
      return nil
    }
  }

  /// Refuses a format on a type that it says nothing about: nothing would check it.
  private mutating func checkFormat(of index: Int, _ keywords: SchemaKeywords) {
    guard let format = keywords.format, !keywords.types.isEmpty,
      let place = document.member("format", of: index)
    else { return }
    let wanted: JSONNode.Kind = format.isPlural ? .array : .string
    if !KindSet(types: keywords.types).contains(wanted) {
      reader.report(
        place, "\(format.rawValue) is a format of \(format.isPlural ? "an array" : "a string")")
    }
  }

  // MARK: Bounds

  /// Refuses a pair of bounds that no value can keep: one of them is a slip.
  private mutating func checkBounds(of index: Int, _ keywords: SchemaKeywords) {
    let lowest = [("minimum", keywords.minimum), ("exclusiveMinimum", keywords.exclusiveMinimum)]
    let highest = [("maximum", keywords.maximum), ("exclusiveMaximum", keywords.exclusiveMaximum)]
    for (low, minimum) in lowest {
      for (high, maximum) in highest {
        guard let minimum, let maximum else { continue }
        let isOpen = low == "exclusiveMinimum" || high == "exclusiveMaximum"
        if minimum > maximum || (isOpen && minimum == maximum) {
          reportBounds(of: index, (low, "\(minimum)"), (high, "\(maximum)"))
        }
      }
    }
    let sizes = [
      ("minLength", keywords.minLength, "maxLength", keywords.maxLength),
      ("minItems", keywords.minItems, "maxItems", keywords.maxItems),
    ]
    for case (let low, let minimum?, let high, let maximum?) in sizes where minimum > maximum {
      reportBounds(of: index, (low, "\(minimum)"), (high, "\(maximum)"))
    }
  }

  private mutating func reportBounds(
    of index: Int, _ low: (name: String, value: String),
    _ high: (name: String, value: String)
  ) {
    let place = document.member(low.name, of: index) ?? index
    reader.report(
      place,
      "no value can keep \(low.name) \(low.value) and \(high.name) \(high.value) at once")
  }
}

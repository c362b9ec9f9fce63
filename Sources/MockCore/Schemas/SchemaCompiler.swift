/// Turns the JSON of an input schema into a `Schema`, or says what is wrong with it.
///
/// Nothing is ignored in silence: a keyword or a type outside the dialect is an error, with the place
/// and the nearest name.
struct SchemaCompiler {
  /// What a schema consists of, while it is being read.
  struct Parts {
    var type: Schema.ValueType?
    var enumeration: [JSONValue] = []
    var minimum: JSONNumber?
    var maximum: JSONNumber?
    var minItems: Int?
    var maxItems: Int?
    var maxLength: Int?
    var format: Schema.Format?
    var items: Schema?
    var properties: [Schema.Property] = []
    var defaultValue: JSONValue?
  }

  /// Keywords with a meaning here, then those that only describe.
  private static let keywords = [
    "type", "enum", "minimum", "maximum", "minItems", "maxItems", "maxLength", "format", "items",
    "properties", "required", "default", "title", "description", "validations",
  ]

  private(set) var problems: [Diagnostic] = []
  private let document: JSONDocument
  private let file: String

  init(_ document: JSONDocument, file: String) {
    self.document = document
    self.file = file
  }

  /// The schema at a node; what is wrong is added to `problems`.
  mutating func schema(at index: Int, path: String) -> Schema {
    guard document.nodes[index].kind == .object else {
      report(index, path, "expected an object")
      return .anything
    }
    var parts = Parts()
    for key in document.keys(of: index) {
      let value = document.value(ofKey: key)
      let keyword = document.string(key)
      let place = "\(path).\(keyword)"
      switch keyword {
      case "type": parts.type = name(value, place, Schema.ValueType.allCases)
      case "format": parts.format = name(value, place, Schema.Format.allCases)
      case "enum": parts.enumeration = array(value, place).map { JSONValue(document, $0) }
      case "minimum": parts.minimum = number(value, place)
      case "maximum": parts.maximum = number(value, place)
      case "minItems": parts.minItems = count(value, place)
      case "maxItems": parts.maxItems = count(value, place)
      case "maxLength": parts.maxLength = count(value, place)
      case "items": parts.items = schema(at: value, path: place)
      case "properties": parts.properties = properties(value, place)
      case "default": parts.defaultValue = JSONValue(document, value)
      case "required", "title", "description", "validations": break
      default:
        report(
          key, place,
          "unknown keyword"
            + NearestName.suggestion(for: keyword, among: Self.keywords, orList: true))
      }
    }
    addRequired(of: index, path: path, to: &parts)
    return Schema(parts)
  }

  private mutating func properties(_ index: Int, _ path: String) -> [Schema.Property] {
    guard document.nodes[index].kind == .object else {
      report(index, path, "expected an object")
      return []
    }
    return document.keys(of: index).map { key in
      let name = document.string(key)
      return Schema.Property(
        name: Array(name.utf8),
        schema: schema(at: document.value(ofKey: key), path: "\(path).\(name)"),
        isRequired: false)
    }
  }

  /// Marks the required properties; a name that is not described takes any value (`contract.md`,
  /// "required names a property that properties lacks").
  private mutating func addRequired(of index: Int, path: String, to parts: inout Parts) {
    guard let required = document.member("required", of: index) else { return }
    for element in array(required, "\(path).required") {
      guard document.nodes[element].kind == .string else {
        report(element, "\(path).required", "expected a string")
        continue
      }
      let name = document.stringBytes(element)
      let position = parts.properties.firstIndex { $0.name == name }
      let schema = position.map { parts.properties[$0].schema } ?? .anything
      let property = Schema.Property(name: name, schema: schema, isRequired: true)
      if let position {
        parts.properties[position] = property
      } else {
        parts.properties.append(property)
      }
    }
  }

  // MARK: Values of keywords

  private mutating func array(_ index: Int, _ path: String) -> [Int] {
    guard document.nodes[index].kind == .array else {
      report(index, path, "expected an array")
      return []
    }
    return Array(document.elements(of: index))
  }

  private mutating func number(_ index: Int, _ path: String) -> JSONNumber? {
    guard document.nodes[index].kind == .number else {
      report(index, path, "expected a number")
      return nil
    }
    return document.number(index)
  }

  private mutating func count(_ index: Int, _ path: String) -> Int? {
    guard document.nodes[index].kind == .number, let count = document.number(index).integer,
      count >= 0
    else {
      report(index, path, "expected an integer of at least 0")
      return nil
    }
    return count
  }

  private mutating func name<Name: RawRepresentable<String>>(
    _ index: Int, _ path: String, _ all: [Name]
  ) -> Name? {
    let names = all.map(\.rawValue)
    guard document.nodes[index].kind == .string else {
      report(index, path, "expected a string, one of \(names.joined(separator: ", "))")
      return nil
    }
    let text = document.string(index)
    if let name = Name(rawValue: text) { return name }
    report(
      index, path,
      "unknown value '\(text)'" + NearestName.suggestion(for: text, among: names, orList: true))
    return nil
  }

  private mutating func report(_ index: Int, _ path: String, _ message: String) {
    problems.append(Diagnostic(file, document.position(index), path, message))
  }
}

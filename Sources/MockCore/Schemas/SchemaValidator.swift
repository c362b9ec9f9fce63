/// Holds one body against one schema and finds everything that is wrong with it.
package struct SchemaValidator {
  /// What the profile decides.
  package struct Leniency: Sendable {
    package var acceptsUnknownProperties = false
    package var acceptsHTTP = false
    /// The host that the client used: its `http:` URLs are taken, because they are the mock's own.
    package var host: ArraySlice<UInt8> = []
    /// Further origins of the mock.
    package var ownOrigins: [String] = []

    package init() {}
  }

  /// Violations beyond this number are only counted.
  package static let limit = 1000

  package private(set) var violations: [Violation] = []
  /// How many there are in all.
  package private(set) var count = 0
  /// For each property of the root's schema the node of its value; 0 where there is none.
  package private(set) var values: [Int] = []

  private enum Step {
    case key(node: Int)
    case index(Int)
  }

  private let document: JSONDocument
  private let leniency: Leniency
  /// The steps to the container that is being validated, and the one from there to its child.
  private var path: [Step] = []
  private var leaf: Step?

  /// Validates the whole document.
  package init(_ document: JSONDocument, against schema: Schema, _ leniency: Leniency) {
    self.document = document
    self.leniency = leniency
    validate(0, schema)
  }

  private mutating func validate(_ index: Int, _ schema: Schema) {
    let node = document.nodes[index]
    if node.kind == .null, schema.type != nil || !schema.enumeration.isEmpty {
      if !schema.allowsNull { report(.type, index, expected: Expectation.of(schema)) }
      return
    }
    if let type = schema.type, !matches(index, node.kind, type) {
      report(.type, index, expected: Expectation.of(schema))
      return
    }
    if !schema.enumeration.isEmpty { validateEnumeration(index, schema) }
    switch node.kind {
    case .number: validateRange(index, schema)
    case .string: validateString(index, schema)
    case .array: validateArray(index, schema)
    case .object: validateObject(index, schema)
    case .null, .true, .false: break
    }
  }

  private func matches(_ index: Int, _ kind: JSONNode.Kind, _ type: Schema.ValueType) -> Bool {
    switch type {
    case .object: kind == .object
    case .array: kind == .array
    case .string: kind == .string
    case .boolean: kind == .true || kind == .false
    case .number, .float: kind == .number
    case .integer: kind == .number && document.number(index).isInteger
    }
  }

  private mutating func validateEnumeration(_ index: Int, _ schema: Schema) {
    let isListed =
      if document.nodes[index].kind == .string {
        schema.enumeratedStrings.index(of: index, in: document) != nil
      } else {
        schema.otherEnumerated.contains(JSONValue(document, index))
      }
    guard !isListed else { return }
    if isOnlyCounted() { return }
    let names = schema.enumeration.compactMap(\.string)
    let isString = document.nodes[index].kind == .string
    report(
      .enum, index, expected: Expectation.of(schema),
      didYouMean: isString
        ? NearestName.nearest(to: document.excerpt(index), among: names) : nil)
  }

  private mutating func validateRange(_ index: Int, _ schema: Schema) {
    guard schema.minimum != nil || schema.maximum != nil else { return }
    let number = document.number(index)
    if let minimum = schema.minimum, number < minimum {
      report(.minimum, index, expected: Expectation.of(schema))
    }
    if let maximum = schema.maximum, number > maximum {
      report(.maximum, index, expected: Expectation.of(schema))
    }
  }

  private mutating func validateString(_ index: Int, _ schema: Schema) {
    if let maxLength = schema.maxLength {
      let codePoints = document.stringBytes(index).reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
      if codePoints > maxLength {
        report(.maxLength, index, expected: "at most \(maxLength) characters")
      }
    }
    switch schema.format {
    case .uri, .imageURI, .videoURI, .audioURI: validateURI(index)
    case .imageURIs, .videoURIs, .audioURIs, nil: break
    }
  }

  private mutating func validateArray(_ index: Int, _ schema: Schema) {
    var position = 0
    descend()
    for element in document.elements(of: index) {
      leaf = .index(position)
      if let items = schema.items { validate(element, items) }
      switch schema.format {
      case .imageURIs, .videoURIs, .audioURIs:
        // Where `items` speaks of the type or of a format too, it has spoken.
        let isString = document.nodes[element].kind == .string
        if schema.items == nil || (isString && schema.items?.format == nil) {
          validateURI(element)
        }
      case .uri, .imageURI, .videoURI, .audioURI, nil: break
      }
      position += 1
    }
    ascend()
    if let minItems = schema.minItems, position < minItems {
      report(.minItems, index, expected: "at least \(Self.items(minItems))")
    }
    if let maxItems = schema.maxItems, position > maxItems {
      report(.maxItems, index, expected: "at most \(Self.items(maxItems))")
    }
  }

  private mutating func validateURI(_ index: Int) {
    let isAccepted =
      document.nodes[index].kind == .string
      && MediaURI.accepts(document.stringBytes(index)[...], leniency)
    if !isAccepted { report(.format, index, expected: "an absolute https: URL or a data: URI") }
  }

  // MARK: Objects

  private mutating func validateObject(_ index: Int, _ schema: Schema) {
    var seen = Array(repeating: 0, count: schema.properties.count)
    var unknown: Set<[UInt8]> = []
    var expected = 0
    let names = schema.propertyNames
    descend()
    for key in document.keys(of: index) {
      leaf = .key(node: key)
      // Most bodies have the properties in the order of the schema.
      let position = names.index(of: key, in: document, from: expected)
      if let position {
        if seen[position] != 0 { reportDuplicate(key) }
        seen[position] = document.value(ofKey: key)
        validate(seen[position], schema.properties[position].schema)
        expected = position + 1 < seen.count ? position + 1 : 0
      } else {
        if !unknown.insert(document.stringBytes(key)).inserted {
          reportDuplicate(key)
        } else {
          reportUnknown(key, schema)
        }
      }
    }
    ascend()
    for position in schema.requiredPositions where seen[position] == 0 {
      let property = schema.properties[position]
      add(
        .required, property.nameString, path: currentPath + [.key(property.nameString)],
        expected: Expectation.of(property.schema), received: "nothing", didYouMean: nil)
    }
    if path.isEmpty, leaf == nil { values = seen }
  }

  private mutating func reportDuplicate(_ key: Int) {
    if isOnlyCounted() { return }
    add(
      .duplicateKey, document.excerpt(key), path: currentPath, expected: "each key once",
      received: "the key again", didYouMean: nil)
  }

  private mutating func reportUnknown(_ key: Int, _ schema: Schema) {
    // A schema that describes no properties takes any.
    guard !schema.properties.isEmpty, !leniency.acceptsUnknownProperties
    else { return }
    if isOnlyCounted() { return }
    let names = schema.properties.map(\.nameString)
    add(
      .unknownProperty, document.excerpt(key), path: currentPath,
      expected: "one of \(names.joined(separator: ", "))", received: excerpt(key),
      didYouMean: NearestName.nearest(to: document.excerpt(key), among: names))
  }

  // MARK: Reports

  /// Makes the current child the container.
  private mutating func descend() {
    if let leaf { path.append(leaf) }
    leaf = nil
  }

  /// Makes the container the current child again.
  private mutating func ascend() {
    leaf = path.popLast()
  }

  private var currentPath: [Violation.Step] {
    (path + [leaf].compactMap { $0 }).map { step in
      switch step {
      case .key(let node): .key(document.excerpt(node))
      case .index(let index): .index(index)
      }
    }
  }

  /// Counts one more violation where no more are listed, before anything is made of it: a body can
  /// have a hundred thousand.
  private mutating func isOnlyCounted() -> Bool {
    guard count >= Self.limit else { return false }
    count += 1
    return true
  }

  private mutating func report(
    _ rule: Violation.Rule, _ index: Int, expected: @autoclosure () -> String,
    didYouMean: String? = nil
  ) {
    if isOnlyCounted() { return }
    let path = currentPath
    add(
      rule, Violation.name(of: path), path: path, expected: expected(), received: excerpt(index),
      didYouMean: didYouMean)
  }

  private mutating func add(
    _ rule: Violation.Rule, _ name: String, path: [Violation.Step],
    expected: String, received: String, didYouMean: String?
  ) {
    if isOnlyCounted() { return }
    count += 1
    let subject =
      switch rule {
      case .required: "\(name) is required"
      case .unknownProperty: "\(name) is not an input of this model"
      case .duplicateKey: "\(name) stands twice"
      case .minItems, .maxItems, .maxLength:
        "\(name) must have \(expected), received \(received)"
      case .type, .enum, .minimum, .maximum, .format:
        "\(name) must be \(expected), received \(received)"
      }
    let suggestion = didYouMean.map { "; did you mean '\($0)'?" } ?? ""
    violations.append(
      Violation(
        rule: rule, path: path, message: subject + suggestion, expected: expected,
        received: received, didYouMean: didYouMean))
  }

  private static func items(_ count: Int) -> String {
    count == 1 ? "1 item" : "\(count) items"
  }

  /// What was received, short enough for a message.
  private func excerpt(_ index: Int) -> String {
    let node = document.nodes[index]
    switch node.kind {
    case .array:
      let count = document.elements(of: index).reduce(0) { count, _ in count + 1 }
      return "an array of \(Self.items(count))"
    case .object: return "an object"
    case .null, .true, .false, .number, .string:
      let source = document.source(index)
      guard source.count > 80 else { return String(decoding: source, as: UTF8.self) }
      var start = source.prefix(77)
      // Not in the middle of a character: what was cut off must begin one.
      while source[start.endIndex] & 0xC0 == 0x80 { start.removeLast() }
      return String(decoding: start, as: UTF8.self) + "… (\(source.count) bytes)"
    }
  }
}

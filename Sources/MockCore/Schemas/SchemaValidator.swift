internal import Patterns

/// Holds one body against one schema and finds everything that is wrong with it.
package struct SchemaValidator {
  /// Violations beyond this number are only counted.
  package static let limit = 1000

  package var violations: [Violation] { report.violations }
  /// How many there are in all.
  package var count: Int { report.count }
  /// For each property of the root's schema the node of its value; 0 where there is none.
  package internal(set) var values: [Int] = []

  let document: JSONDocument
  let leniency: Leniency
  var report = ViolationReport()
  /// More than 0 where it is only tried whether a value matches.
  var trials = 0
  var hasFailed = false
  /// What the patterns may still cost.
  private var steps = Pattern.stepLimit
  /// More than 0 inside `not`, where a name that is not known is no reason to match.
  var negations = 0

  /// Validates the whole document.
  package init(_ document: JSONDocument, against schema: Schema, _ leniency: Leniency) {
    self.document = document
    self.leniency = leniency
    validate(0, schema)
  }

  /// Holds a value against a schema.
  ///
  /// `isCombined`: the schema is one of several that speak of this value, so a name that it does not know
  /// may be known to another.
  mutating func validate(_ index: Int, _ schema: Schema, isCombined: Bool = false) {
    if hasFailed { return }
    let kind = document.nodes[index].kind
    if kind == .null, schema.allowsNull || (leniency.acceptsNull && negations == 0) { return }
    let checks = schema.checks
    guard schema.kinds.contains(kind) else { return fail(.type, index, schema) }
    if checks.contains(.impossible) { return fail(.nothing, index, schema) }
    if kind == .number, schema.wantsInteger || checks.contains(.number) {
      let number = document.number(index)
      guard !schema.wantsInteger || number.isInteger else { return fail(.type, index, schema) }
      if checks.contains(.number) { validateRange(number, index, schema) }
    }
    if checks.contains(.values) { validateEnumeration(index, schema) }
    switch kind {
    case .string: if checks.contains(.text) { validateText(index, schema) }
    case .array: validateArray(index, schema, isCombined)
    case .object: validateObject(index, schema, isCombined)
    case .null, .true, .false, .number: break
    }
    if checks.contains(.combinations) { validateCombinations(index, schema) }
  }

  // MARK: Values

  private mutating func validateEnumeration(_ index: Int, _ schema: Schema) {
    if let const = schema.keywords.const, JSONValue(document, index) != const {
      fail(.const, index, schema)
    }
    guard let enumeration = schema.keywords.enumeration else { return }
    let isString = document.nodes[index].kind == .string
    let isListed =
      isString
      ? schema.enumeratedStrings.index(of: index, in: document) != nil
      : schema.otherEnumerated.contains(JSONValue(document, index))
    guard !isListed, !isTrial() else { return }
    report.add(
      .enum, index, in: document, expected: Expectation.of(schema),
      didYouMean: isString
        ? NearestName.nearest(
          to: document.excerpt(index), among: enumeration.compactMap(\.string)) : nil)
  }

  private mutating func validateRange(_ number: JSONNumber, _ index: Int, _ schema: Schema) {
    if let minimum = schema.keywords.minimum, number < minimum { fail(.minimum, index, schema) }
    if let maximum = schema.keywords.maximum, number > maximum { fail(.maximum, index, schema) }
    if let minimum = schema.keywords.exclusiveMinimum, number <= minimum {
      fail(.exclusiveMinimum, index, schema)
    }
    if let maximum = schema.keywords.exclusiveMaximum, number >= maximum {
      fail(.exclusiveMaximum, index, schema)
    }
    if let divisor = schema.keywords.multipleOf, !number.isMultiple(of: divisor) {
      fail(.multipleOf, index, schema)
    }
  }

  private mutating func validateText(_ index: Int, _ schema: Schema) {
    let text = document.stringBytes(index)
    let (minLength, maxLength) = (schema.keywords.minLength, schema.keywords.maxLength)
    if minLength != nil || maxLength != nil {
      let length = text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
      if let minLength, length < minLength {
        fail(.minLength, index, "at least \(Self.counted(minLength, "character"))")
      }
      if let maxLength, length > maxLength {
        fail(.maxLength, index, "at most \(Self.counted(maxLength, "character"))")
      }
    }
    if let pattern = schema.keywords.pattern {
      switch pattern.search(text, steps: &steps) {
      case .found: break
      case .absent: fail(.pattern, index, "text that matches \(pattern.text)")
      case .tooCostly:
        fail(
          .pattern, index,
          "text that is found to match \(pattern.text) within the steps that are allowed")
      }
    }
    if schema.keywords.format?.isPlural == false { validateURI(index) }
  }

  /// `isNeeded`: nothing else has said that it must be a string.
  private mutating func validateURI(_ index: Int, isNeeded: Bool = true) {
    let kind = document.nodes[index].kind
    if kind != .string, !isNeeded || (kind == .null && leniency.acceptsNull) { return }
    let isAccepted =
      kind == .string
      && MediaURI.accepts(document.stringBytes(index)[...], leniency)
    if !isAccepted { fail(.format, index, Expectation.uri) }
  }

  // MARK: Arrays

  private mutating func validateArray(_ index: Int, _ schema: Schema, _ isCombined: Bool) {
    let items = schema.keywords.items
    let isPlural = schema.keywords.format?.isPlural == true
    // Where `items` speaks of a format or of the type too, it has spoken.
    let saysURI = isPlural && items?.keywords.format == nil
    var position = 0
    report.descend()
    for element in document.elements(of: index) {
      report.leaf = .index(position)
      // Without `items` too: there may be objects with a key that stands twice.
      if let items {
        validate(element, items, isCombined: isCombined)
      } else if !isCombined {
        validate(element, .anything)
      }
      if saysURI { validateURI(element, isNeeded: items == nil) }
      position += 1
    }
    report.ascend()
    if let minItems = schema.keywords.minItems, position < minItems {
      fail(.minItems, index, "at least \(Self.counted(minItems, "item"))")
    }
    if let maxItems = schema.keywords.maxItems, position > maxItems {
      fail(.maxItems, index, "at most \(Self.counted(maxItems, "item"))")
    }
    if schema.keywords.uniqueItems { validateUniqueness(index) }
  }

  private mutating func validateUniqueness(_ index: Int) {
    var first: [JSONValue: Int] = [:]
    for (position, element) in document.elements(of: index).enumerated() {
      let value = JSONValue(document, element)
      guard let other = first[value] else {
        first[value] = position
        continue
      }
      guard !isTrial() else { return }
      return report.add(
        .uniqueItems, index, in: document, expected: "items that all differ",
        received: "items \(other) and \(position) that are equal")
    }
  }

  // MARK: Failures

  mutating func fail(_ rule: Violation.Rule, _ index: Int, _ schema: Schema) {
    fail(rule, index, Expectation.of(schema))
  }

  mutating func fail(
    _ rule: Violation.Rule, _ index: Int, _ expected: @autoclosure () -> String
  ) {
    if !isTrial() { report.add(rule, index, in: document, expected: expected()) }
  }

  /// Notes that a trial has failed; false when this is none, so that the failure must be reported.
  mutating func isTrial() -> Bool {
    guard trials > 0 else { return false }
    hasFailed = true
    return true
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}

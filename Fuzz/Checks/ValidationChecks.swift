internal import MockCore

/// What holds for every body that is held against every schema.
package enum ValidationChecks {
  /// Validates the body of `input` against its schema; see `ValidationInput`.
  package static func check(_ input: [UInt8]) throws(BrokenProperty) {
    let input = ValidationInput(input)
    guard case .success(let model) = ModelFile.model(input.modelFile, file: "model.json"),
      case .success(let document) = JSONChecks.parse(input.body)
    else { return }

    let strict = SchemaValidator.Leniency()
    let found = try ViolationChecks.check(document, against: model.schema, strict)
    try checkSpaces(before: input.body, model, found)
    try checkOtherSpelling(of: document, model, found)

    var lenient = strict
    lenient.acceptsUnknownProperties = true
    lenient.acceptsHTTP = true
    lenient.host = Array("localhost".utf8)[...]
    let remaining = try ViolationChecks.check(document, against: model.schema, lenient)
    // What matches more can match too much.
    try expect(
      remaining.count <= found.count || hasCombinations(input.modelFile), "leniency finds more")
  }

  private static func hasCombinations(_ modelFile: [UInt8]) -> Bool {
    // An escape sequence may spell any of them.
    ["not", "anyOf", "oneOf", "allOf", "\\"].contains { modelFile.contains(Array($0.utf8)) }
  }

  private static func checkSpaces(
    before body: [UInt8], _ model: Model, _ found: SchemaValidator
  ) throws(BrokenProperty) {
    let spaces = [UInt8](repeating: 0x20, count: body.count % 8)
    guard case .success(let document) = JSONChecks.parse(spaces + body) else {
      throw BrokenProperty("\(spaces.count) spaces decide whether the body is JSON")
    }
    let again = SchemaValidator(document, against: model.schema, SchemaValidator.Leniency())
    try expect(
      again.violations == found.violations && again.count == found.count,
      "\(spaces.count) spaces change the violations")
  }

  /// The same value without blanks and with other escape sequences breaks the same rules.
  private static func checkOtherSpelling(
    of document: JSONDocument, _ model: Model, _ found: SchemaValidator
  ) throws(BrokenProperty) {
    let value = JSONValue(document, 0)
    guard !value.hasExtremeNumber else { return }
    let text = Array(value.json.utf8)
    guard case .success(let other) = JSONChecks.parse(text) else {
      throw BrokenProperty("written again it is not JSON: \(String(decoding: text, as: UTF8.self))")
    }
    let again = SchemaValidator(other, against: model.schema, SchemaValidator.Leniency())
    try expect(
      again.violations.map(\.rule) == found.violations.map(\.rule) && again.count == found.count,
      "spelt otherwise the body breaks other rules: \(String(decoding: text, as: UTF8.self))")
  }
}

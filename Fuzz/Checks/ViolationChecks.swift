internal import MockCore

/// What holds for every violation.
enum ViolationChecks {
  /// Validates, and looks at everything that was found.
  @discardableResult
  static func check(
    _ document: JSONDocument, against schema: Schema, _ leniency: SchemaValidator.Leniency
  ) throws(BrokenProperty) -> SchemaValidator {
    let validator = SchemaValidator(document, against: schema, leniency)
    try expect(
      validator.violations.count == min(validator.count, SchemaValidator.limit),
      "\(validator.violations.count) of \(validator.count) violations are listed")
    for violation in validator.violations.prefix(50) { try check(violation, document) }
    return validator
  }

  private static func check(
    _ violation: Violation, _ document: JSONDocument
  ) throws(BrokenProperty) {
    let pointer = violation.pointer
    try expect(!violation.message.isEmpty, "the violation at \(pointer) has no message")
    try expect(!violation.expected.isEmpty, "the violation at \(pointer) expects nothing")
    try expect(!violation.received.isEmpty, "the violation at \(pointer) received nothing")
    // What was received stands in the body letter for letter, so it is cut between characters or not well.
    try expect(
      !violation.received.unicodeScalars.contains("\u{FFFD}")
        || String(decoding: document.text, as: UTF8.self).unicodeScalars.contains("\u{FFFD}"),
      "what was received at \(pointer) is cut within a character")

    try expect(
      document.nodes.indices.contains(violation.node), "the violation at \(pointer) has no node")

    let steps = JSONPointer.steps(of: pointer)
    if violation.rule == .required {
      // Of two objects under one key it is enough that one lacks the member.
      let parents = JSONPointer.nodes(at: steps.dropLast(), in: document)
      try expect(
        parents.contains { parent in
          document.nodes[parent].kind == .object
            && JSONPointer.nodes(at: steps.suffix(1), in: document, from: parent).isEmpty
        }, "nothing is missing at \(pointer)")
    } else {
      let places = JSONPointer.nodes(at: steps[...], in: document)
      try expect(!places.isEmpty, "there is nothing at \(pointer)")
    }
    try checkJSON(violation)
  }

  private static func checkJSON(_ violation: Violation) throws(BrokenProperty) {
    var text: [UInt8] = []
    text.append(violation)
    guard case .success(let document) = JSONChecks.parse(text) else {
      throw BrokenProperty("the violation is not JSON: \(String(decoding: text, as: UTF8.self))")
    }
    for (key, value) in [
      ("msg", violation.message), ("pointer", violation.pointer),
      ("expected", violation.expected), ("received", violation.received),
    ] {
      let member = document.member(key)
      try expect(
        member.map { document.string($0, equals: Array(value.utf8)) } ?? false,
        "\(key) is not the violation's")
    }
  }
}

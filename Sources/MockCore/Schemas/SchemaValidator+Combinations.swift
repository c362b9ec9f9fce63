extension SchemaValidator {
  /// Holds a value against the schemas that are combined by `allOf`, `anyOf`, `oneOf` and `not`.
  mutating func validateCombinations(_ index: Int, _ schema: Schema) {
    for part in schema.keywords.allOf { validate(index, part, isCombined: true) }
    validateAlternatives(.anyOf, index, schema.keywords.anyOf)
    validateAlternatives(.oneOf, index, schema.keywords.oneOf)
    if let not = schema.keywords.not {
      negations += 1
      let isMatch = matches(index, not)
      negations -= 1
      if isMatch { fail(.not, index, Expectation.butNot(not)) }
    }
  }

  private mutating func validateAlternatives(
    _ rule: Violation.Rule, _ index: Int, _ schemas: [Schema]
  ) {
    guard !schemas.isEmpty else { return }
    var matching = 0
    for schema in schemas where matches(index, schema) { matching += 1 }
    if matching == 0 {
      // Inside another trial nothing more is to be found out.
      guard !isTrial() else { return }
      let kind = document.nodes[index].kind
      let fitting = schemas.filter { $0.kinds.contains(kind) && !$0.keywords.isFalse }
      // Where only one is of the value's type, that one was meant, and what is wrong can be told exactly.
      if fitting.count == 1 {
        validate(index, fitting[0], isCombined: true)
      } else {
        fail(rule, index, Expectation.of(anyOf: schemas))
      }
    } else if matching > 1, rule == .oneOf, !isTrial() {
      report.add(
        rule, index, in: document,
        expected: "a match of exactly one of \(schemas.count) alternatives",
        received: "\(ViolationReport.excerpt(index, of: document)), which matches \(matching)")
    }
  }

  /// Whether a value matches, without reporting why not.
  private mutating func matches(_ index: Int, _ schema: Schema) -> Bool {
    let hadFailed = hasFailed
    trials += 1
    hasFailed = false
    validate(index, schema, isCombined: true)
    defer {
      trials -= 1
      hasFailed = hadFailed
    }
    return !hasFailed
  }
}

import Testing

@testable import MockCore

/// For every model that ships: a body with one mistake has one violation, and it is that one.
struct OneViolationTests {
  private func validator(_ body: String, _ model: Model) throws -> SchemaValidator {
    SchemaValidator(
      try JSONDocument(Array(body.utf8)), against: model.schema, SchemaValidator.Leniency())
  }

  @Test func `all models are there`() {
    #expect(ShippedModels.all.count == 68)
  }

  @Test(arguments: ShippedModels.all.map(\.id))
  func `one mistake is one violation, in its place`(_ id: String) throws {
    let model = try #require(ShippedModels.all.first { $0.id == id })
    let bodies = OneViolation(model.schema)
    #expect(try validator(bodies.valid, model).violations == [], "\(bodies.valid)")
    // Of the body itself: its type, its null, an unknown name; of each property at least its type.
    #expect(bodies.spoiled.count >= 3 + model.schema.keywords.properties.count)
    for spoiled in bodies.spoiled {
      let validator = try validator(spoiled.json, model)
      #expect(validator.count == 1, "\(spoiled.json)")
      let violation = try #require(validator.violations.first, "\(spoiled.json)")
      #expect(violation.pointer == spoiled.pointer, "\(spoiled.json)")
      #expect(violation.rule == spoiled.rule, "\(spoiled.json)")
    }
  }
}

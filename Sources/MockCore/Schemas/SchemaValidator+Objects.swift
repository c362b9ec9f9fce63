extension SchemaValidator {
  /// Holds an object against a schema.
  mutating func validateObject(_ index: Int, _ schema: Schema, _ isCombined: Bool) {
    var seen = Array(repeating: 0, count: schema.propertySchemas.count)
    var unknown: Set<[UInt8]> = []
    var expected = 0
    let names = schema.propertyNames
    report.descend()
    for key in document.keys(of: index) {
      report.leaf = .key(node: key)
      let value = document.value(ofKey: key)
      // Most bodies have the properties in the order of the schema.
      if let position = names.index(of: key, in: document, from: expected) {
        if seen[position] != 0, !isCombined { failDuplicate(key) }
        seen[position] = value
        validate(value, schema.propertySchemas[position], isCombined: isCombined)
        expected = position + 1 < seen.count ? position + 1 : 0
      } else {
        let isNew = isCombined || unknown.insert(document.stringBytes(key)).inserted
        if !isNew { failDuplicate(key) }
        if isNew || leniency.acceptsDuplicateKeys {
          validateUnknown(key, value, schema, isCombined)
        }
      }
    }
    report.ascend()
    for position in schema.requiredPositions where seen[position] == 0 {
      guard !isTrial() else { break }
      let property = schema.keywords.properties[position]
      report.addMissing(
        property.nameString, in: index, of: document, expected: Expectation.of(property.schema))
    }
    if index == 0, !isCombined { values = seen }
  }

  /// The names that are left where others are refused.
  private static func names(_ schema: Schema) -> [String] {
    schema.keywords.additionalProperties == nil
      ? schema.knownNames : schema.keywords.properties.map(\.nameString)
  }

  private mutating func failDuplicate(_ key: Int) {
    guard !leniency.acceptsDuplicateKeys, !isTrial() else { return }
    report.add(
      .duplicateKey, key, in: document, expected: "each key once", received: "the key again")
  }

  /// Decides about a member that the schema's own properties do not name.
  private mutating func validateUnknown(
    _ key: Int, _ value: Int, _ schema: Schema, _ isCombined: Bool
  ) {
    let additional = schema.keywords.additionalProperties
    if let additional, !additional.keywords.isFalse {
      return validate(value, additional, isCombined: isCombined)
    }
    let isKnown =
      additional == nil
      && (isCombined || !schema.isClosed || leniency.acceptsUnknownProperties || negations > 0
        || schema.combinedNames.index(of: key, in: document) != nil)
    if !isKnown, !isTrial() {
      report.add(
        .unknownProperty, key, in: document, expected: Expectation.ofNames(Self.names(schema)),
        didYouMean: NearestName.nearest(to: document.excerpt(key), among: Self.names(schema)))
    }
    // Whatever becomes of the name: in the value there may be a key that stands twice.
    if !isCombined { validate(value, .anything) }
  }
}

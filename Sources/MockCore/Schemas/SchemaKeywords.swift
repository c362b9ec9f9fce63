package import Patterns

/// What a schema says, keyword by keyword; nil, empty or false where it is silent.
package struct SchemaKeywords: Sendable {
  /// In the order of the document; a single type is a list of one.
  package var types: [Schema.ValueType] = []
  package var enumeration: [JSONValue]?
  package var const: JSONValue?

  package var minimum: JSONNumber?
  package var maximum: JSONNumber?
  package var exclusiveMinimum: JSONNumber?
  package var exclusiveMaximum: JSONNumber?
  package var multipleOf: JSONNumber?

  package var minLength: Int?
  package var maxLength: Int?
  package var pattern: Pattern?
  package var format: Schema.Format?

  /// The schema of every element of an array.
  package var items: Schema?
  package var minItems: Int?
  package var maxItems: Int?
  package var uniqueItems = false

  /// In the order of the document; after them the names that are required but not described.
  package var properties: [Schema.Property] = []
  /// There are properties, and not only names that are required.
  package var describesProperties = false
  package var additionalProperties: Schema?

  package var allOf: [Schema] = []
  package var anyOf: [Schema] = []
  package var oneOf: [Schema] = []
  package var not: Schema?
  /// The schema `false`, which takes nothing.
  package var isFalse = false

  package var defaultValue: JSONValue?

  /// The schemas that speak of the same value.
  var combined: [Schema] { allOf + anyOf + oneOf }
}

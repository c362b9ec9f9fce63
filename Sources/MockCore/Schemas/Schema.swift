/// An input schema, compiled once when its model is loaded.
package final class Schema: Sendable {
  /// The types of the dialect; `float` is RunComfy's word for `number`.
  package enum ValueType: String, CaseIterable, Sendable {
    case object, array, string, integer, number, float, boolean
  }

  /// The formats of the dialect.
  ///
  /// The plural ones stand on an array and speak of its elements.
  package enum Format: String, CaseIterable, Sendable {
    case uri
    case imageURI = "image_uri"
    case videoURI = "video_uri"
    case audioURI = "audio_uri"
    case imageURIs = "image_uris"
    case videoURIs = "video_uris"
    case audioURIs = "audio_uris"
  }

  package struct Property: Sendable {
    package let name: [UInt8]
    package let schema: Schema
    package let isRequired: Bool

    package var nameString: String { String(decoding: name, as: UTF8.self) }
  }

  package let type: ValueType?
  package let enumeration: [JSONValue]
  /// The strings among them, and the others.
  let enumeratedStrings: TextTable
  let otherEnumerated: [JSONValue]
  package let minimum: JSONNumber?
  package let maximum: JSONNumber?
  package let minItems: Int?
  package let maxItems: Int?
  package let maxLength: Int?
  package let format: Format?
  /// The schema of every element of an array.
  package let items: Schema?
  /// In the order of the document; after them the names that are required but not described.
  package let properties: [Property]
  /// Their names in the same order.
  let propertyNames: TextTable
  let requiredPositions: [Int]
  /// A null is taken only where the schema itself has null as its default.
  package let allowsNull: Bool
  package let defaultValue: JSONValue?

  init(_ parts: SchemaCompiler.Parts) {
    type = parts.type
    enumeration = parts.enumeration
    enumeratedStrings = TextTable(
      parts.enumeration.compactMap { value in
        guard case .string(let utf8) = value else { return nil }
        return utf8
      })
    otherEnumerated = parts.enumeration.filter { $0.string == nil }
    minimum = parts.minimum
    maximum = parts.maximum
    minItems = parts.minItems
    maxItems = parts.maxItems
    maxLength = parts.maxLength
    format = parts.format
    items = parts.items
    properties = parts.properties
    propertyNames = TextTable(parts.properties.map(\.name))
    requiredPositions = parts.properties.indices.filter { parts.properties[$0].isRequired }
    defaultValue = parts.defaultValue
    allowsNull = parts.defaultValue == .null
  }

  /// Accepts every value; what a required name without a description gets.
  static let anything = Schema(SchemaCompiler.Parts())

  /// The property of that name.
  package func property(_ name: String) -> Property? {
    position(of: name).map { properties[$0] }
  }

  /// The place of the property of that name among the properties.
  func position(of name: String) -> Int? {
    properties.firstIndex { $0.name.elementsEqual(name.utf8) }
  }
}

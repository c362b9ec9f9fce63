/// An input schema, compiled once when its model is loaded.
package final class Schema: Sendable {
  /// The types of the dialect; `float` is RunComfy's word for `number`.
  package enum ValueType: String, CaseIterable, Sendable {
    case object, array, string, integer, number, float, boolean, null
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

    var isPlural: Bool {
      switch self {
      case .uri, .imageURI, .videoURI, .audioURI: false
      case .imageURIs, .videoURIs, .audioURIs: true
      }
    }
  }

  package struct Property: Sendable {
    package let name: [UInt8]
    package let schema: Schema
    package let isRequired: Bool

    package var nameString: String { String(decoding: name, as: UTF8.self) }
  }

  package let keywords: SchemaKeywords

  // What follows is derived, so that a value is held against the schema quickly.

  /// The kinds of values that `type` allows.
  let kinds: KindSet
  /// Of the numbers only integers are allowed.
  let wantsInteger: Bool
  /// A null is taken whatever the type, because it is the schema's own default.
  let allowsNull: Bool
  let checks: Checks
  /// The strings of `enum`, and its other values.
  let enumeratedStrings: TextTable
  let otherEnumerated: [JSONValue]
  let propertyNames: TextTable
  let propertySchemas: [Schema]
  let requiredPositions: [Int]
  /// The names that are known besides `properties`: those of the schemas that are combined here.
  let combinedNames: TextTable
  /// All names that are known, in the order of the document.
  let knownNames: [String]
  /// A name that is not known is a violation, if the profile says so.
  ///
  /// A schema that names no properties at all takes any.
  let isClosed: Bool

  /// What has to be looked at besides the type.
  struct Checks: OptionSet {
    let rawValue: UInt8

    static let values = Checks(rawValue: 1)
    static let number = Checks(rawValue: 2)
    static let text = Checks(rawValue: 4)
    static let combinations = Checks(rawValue: 8)
    /// The schema `false`.
    static let impossible = Checks(rawValue: 16)
  }

  init(_ keywords: SchemaKeywords) {
    self.keywords = keywords
    kinds = KindSet(types: keywords.types)
    wantsInteger =
      keywords.types.contains(.integer) && !keywords.types.contains(.number)
      && !keywords.types.contains(.float)
    allowsNull = keywords.defaultValue == .null
    checks = Checks(keywords)
    let enumeration = keywords.enumeration ?? []
    enumeratedStrings = TextTable(enumeration.compactMap(\.utf8))
    otherEnumerated = enumeration.filter { $0.utf8 == nil }
    propertyNames = TextTable(keywords.properties.map(\.name))
    propertySchemas = keywords.properties.map(\.schema)
    requiredPositions = keywords.properties.indices.filter { keywords.properties[$0].isRequired }
    let combined = keywords.combined
    var known = Set(keywords.properties.map(\.name))
    let others =
      combined
      .flatMap { $0.keywords.properties.map(\.name) + $0.combinedNames.names }
      .filter { known.insert($0).inserted }
    combinedNames = TextTable(others)
    knownNames = (keywords.properties.map(\.name) + others)
      .map { String(decoding: $0, as: UTF8.self) }
    isClosed =
      keywords.additionalProperties == nil
      && (keywords.describesProperties || combined.contains { $0.describesNames })
      && !combined.contains { $0.takesAnyName }
  }

  /// Accepts every value: the schema `true`.
  package static let anything = Schema(SchemaKeywords())

  /// Accepts no value: the schema `false`.
  static let nothing: Schema = {
    var keywords = SchemaKeywords()
    keywords.isFalse = true
    return Schema(keywords)
  }()

  /// The place of the property of that name among the properties.
  func position(of name: String) -> Int? {
    keywords.properties.firstIndex { $0.name.elementsEqual(name.utf8) }
  }

  private var describesNames: Bool {
    keywords.describesProperties || keywords.combined.contains { $0.describesNames }
  }

  /// One of the combined schemas says itself what becomes of other names.
  private var takesAnyName: Bool {
    let additional = keywords.additionalProperties
    return (additional != nil && additional?.keywords.isFalse == false)
      || keywords.combined.contains { $0.takesAnyName }
  }
}

extension Schema.Checks {
  fileprivate init(_ keywords: SchemaKeywords) {
    self = []
    if keywords.enumeration != nil || keywords.const != nil { insert(.values) }
    if keywords.minimum != nil || keywords.maximum != nil || keywords.exclusiveMinimum != nil
      || keywords.exclusiveMaximum != nil || keywords.multipleOf != nil
    {
      insert(.number)
    }
    if keywords.minLength != nil || keywords.maxLength != nil || keywords.pattern != nil
      || keywords.format?.isPlural == false
    {
      insert(.text)
    }
    if !keywords.combined.isEmpty || keywords.not != nil { insert(.combinations) }
    if keywords.isFalse { insert(.impossible) }
  }
}

@testable import MockCore

/// Writes values that keep a schema, and values that break it in exactly one place.
struct OneViolation {
  /// A value, and the only thing that is wrong with it.
  struct Spoiled {
    let json: String
    let pointer: String
    let rule: Violation.Rule

    init(_ json: String, _ rule: Violation.Rule, at pointer: String = "") {
      self.json = json
      self.pointer = pointer
      self.rule = rule
    }
  }

  let schema: Schema
  private var keywords: SchemaKeywords { schema.keywords }
  private var type: Schema.ValueType? { keywords.types.first }

  init(_ schema: Schema) {
    self.schema = schema
  }

  // MARK: Valid values

  /// A value that keeps the schema.
  var valid: String {
    if let first = keywords.enumeration?.first { return Self.json(first) }
    switch type {
    case .string: return keywords.format == nil ? #""x""# : #""https://e.test/x""#
    case .integer, .number, .float:
      return "\(keywords.minimum ?? keywords.maximum ?? JSONNumber(1))"
    case .boolean: return "true"
    case .array: return array(of: max(keywords.minItems ?? 1, 1))
    case .object: return object(members)
    case .null, nil: return "0"
    }
  }

  private var validElement: String {
    if let items = keywords.items { return OneViolation(items).valid }
    return keywords.format == nil ? "0" : #""https://e.test/x""#
  }

  private func array(of count: Int, first: String? = nil) -> String {
    var elements = Array(repeating: validElement, count: count)
    if let first { elements[0] = first }
    return "[\(elements.joined(separator: ","))]"
  }

  private var members: [(name: String, json: String)] {
    keywords.properties.map { ($0.nameString, OneViolation($0.schema).valid) }
  }

  private func object(_ members: [(name: String, json: String)]) -> String {
    "{" + members.map { Self.quoted($0.name) + ":" + $0.json }.joined(separator: ",") + "}"
  }

  // MARK: Spoiled values

  /// One value for each way in which the schema can be broken.
  var spoiled: [Spoiled] {
    var all = [Spoiled(type == .string ? "7" : #""x""#, .type)]
    if !schema.allowsNull { all.append(Spoiled("null", .type)) }
    if keywords.enumeration != nil {
      all.append(Spoiled(type == .string ? #""no such word""# : "987654321", .enum))
    }
    if let minimum = keywords.minimum { all.append(Spoiled(Self.moved(minimum, -1), .minimum)) }
    if let maximum = keywords.maximum { all.append(Spoiled(Self.moved(maximum, 1), .maximum)) }
    if type == .integer, keywords.enumeration == nil, keywords.maximum == nil {
      all.append(Spoiled("\(keywords.minimum ?? JSONNumber(0)).5", .type))
    }
    if let maxLength = keywords.maxLength {
      all.append(Spoiled(Self.quoted(String(repeating: "x", count: maxLength + 1)), .maxLength))
    }
    if keywords.format?.isPlural == false {
      all += ["http://e.test/x", "x", "https:/x"].map { Spoiled(Self.quoted($0), .format) }
    }
    if type == .array { all += spoiledArrays }
    if type == .object { all += spoiledObjects }
    return all
  }

  private var spoiledArrays: [Spoiled] {
    var all: [Spoiled] = []
    if let minItems = keywords.minItems, minItems > 0 {
      all.append(Spoiled(array(of: minItems - 1), .minItems))
    }
    if let maxItems = keywords.maxItems {
      all.append(Spoiled(array(of: maxItems + 1), .maxItems))
    }
    let count = max(keywords.minItems ?? 1, 1)
    if let items = keywords.items {
      all += OneViolation(items).spoiled.map {
        Spoiled(array(of: count, first: $0.json), $0.rule, at: "/0" + $0.pointer)
      }
    } else if keywords.format != nil {
      all.append(Spoiled(array(of: count, first: "7"), .format, at: "/0"))
      all.append(Spoiled(array(of: count, first: #""x""#), .format, at: "/0"))
    }
    return all
  }

  private var spoiledObjects: [Spoiled] {
    var all = [
      Spoiled(object(members + [("zz unknown", "1")]), .unknownProperty, at: "/zz unknown")
    ]
    for (position, property) in keywords.properties.enumerated() {
      let pointer = "/" + property.nameString
      all.append(Spoiled(object(members + [members[position]]), .duplicateKey, at: pointer))
      var others = members
      others.remove(at: position)
      if property.isRequired { all.append(Spoiled(object(others), .required, at: pointer)) }
      all += OneViolation(property.schema).spoiled.map { spoiled in
        var spoiledMembers = members
        spoiledMembers[position].json = spoiled.json
        return Spoiled(object(spoiledMembers), spoiled.rule, at: pointer + spoiled.pointer)
      }
    }
    return all
  }

  // MARK: JSON

  private static func moved(_ number: JSONNumber, _ by: Int) -> String {
    guard let integer = number.integer else { return by < 0 ? "-1e9" : "1e9" }
    return "\(integer + by)"
  }

  private static func json(_ value: JSONValue) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .string(let utf8): quoted(String(decoding: utf8, as: UTF8.self))
    case .null, .bool, .array, .object: "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var json: [UInt8] = []
    json.append(jsonString: text)
    return String(decoding: json, as: UTF8.self)
  }
}

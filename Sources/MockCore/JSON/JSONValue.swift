/// A JSON value on its own: for what a model or a profile says, and is kept.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  /// UTF-8, because JSON compares code points and Swift's `String` compares by canonical equivalence.
  case string([UInt8])
  case array([JSONValue])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package let key: [UInt8]
    package let value: JSONValue
  }

  package init(_ document: JSONDocument, _ index: Int) {
    switch document.nodes[index].kind {
    case .null: self = .null
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .number: self = .number(document.number(index))
    case .string: self = .string(document.stringBytes(index))
    case .array: self = .array(document.elements(of: index).map { JSONValue(document, $0) })
    case .object:
      self = .object(
        document.keys(of: index).map {
          Member(
            key: document.stringBytes($0),
            value: JSONValue(document, document.value(ofKey: $0)))
        })
    }
  }

  /// The UTF-8, when this is a string.
  package var utf8: [UInt8]? {
    guard case .string(let utf8) = self else { return nil }
    return utf8
  }

  /// The text, when this is a string.
  package var string: String? {
    utf8.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Equality as JSON Schema has it: numbers by value, objects whatever the order of their members.
extension JSONValue: Hashable {
  package static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a.count == b.count && ordered(a) == ordered(b)
    case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let bool): hasher.combine(bool)
    case .number(let number): hasher.combine(number)
    case .string(let utf8): hasher.combine(utf8)
    case .array(let elements): hasher.combine(elements)
    case .object(let members): hasher.combine(Self.ordered(members))
    }
  }

  /// Sorted by key; members of one key stay in their order.
  private static func ordered(_ members: [Member]) -> [Member] {
    members.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }
}

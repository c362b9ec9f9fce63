/// A JSON value on its own: for what a model or a profile says, and is kept.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  /// UTF-8, because JSON compares code points and Swift's `String` compares by canonical equivalence.
  case string([UInt8])
  case array([JSONValue])
  case object([Member])

  package struct Member: Sendable, Equatable {
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

  /// The text, when this is a string.
  package var string: String? {
    guard case .string(let utf8) = self else { return nil }
    return String(decoding: utf8, as: UTF8.self)
  }
}

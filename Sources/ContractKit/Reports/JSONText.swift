internal import MockCore

/// JSON that is being written.
struct JSONText {
  let utf8: [UInt8]

  var text: String { String(decoding: utf8, as: UTF8.self) }

  static let null = JSONText(utf8: Array("null".utf8))

  static func bool(_ value: Bool) -> JSONText { JSONText(utf8: Array("\(value)".utf8)) }

  static func number(_ value: Int) -> JSONText { JSONText(utf8: Array("\(value)".utf8)) }

  /// A span of time in seconds.
  static func seconds(_ span: Duration) -> JSONText {
    JSONText(utf8: Array(span.seconds(decimals: 6).utf8))
  }

  static func string(_ value: String) -> JSONText {
    var utf8: [UInt8] = []
    utf8.append(jsonString: value)
    return JSONText(utf8: utf8)
  }

  static func array(_ elements: [JSONText]) -> JSONText {
    JSONText(utf8: Array("[".utf8) + elements.map(\.utf8).joined(separator: [comma]) + "]".utf8)
  }

  /// An object; a member whose value is nil is `null`.
  static func object(_ members: KeyValuePairs<String, JSONText?>) -> JSONText {
    let texts = members.map { key, value in
      string(key).utf8 + ":".utf8 + (value ?? null).utf8
    }
    return JSONText(utf8: Array("{".utf8) + texts.joined(separator: [comma]) + "}".utf8)
  }

  private static let comma = UInt8(ascii: ",")
}

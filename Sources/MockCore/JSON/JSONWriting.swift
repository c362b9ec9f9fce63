extension [UInt8] {
  /// Appends text that is JSON already.
  package mutating func append(json text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends a decimal number.
  package mutating func append(decimal number: some BinaryInteger) {
    guard number < 0 || number > 9 else { return append(0x30 + UInt8(number)) }
    append(contentsOf: String(number).utf8)
  }

  /// Appends a string with its quotation marks, escaped as RFC 8259 section 7 demands.
  package mutating func append(jsonString text: String) {
    append(jsonString: text.utf8)
  }

  /// Appends UTF-8 as a string with its quotation marks.
  package mutating func append(jsonString utf8: some Sequence<UInt8>) {
    append(UInt8(ascii: "\""))
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""): append(json: "\\\"")
      case UInt8(ascii: "\\"): append(json: "\\\\")
      case 0x0A: append(json: "\\n")
      case 0x0D: append(json: "\\r")
      case 0x09: append(json: "\\t")
      case 0..<0x20:
        append(json: "\\u00")
        append(Hex.lowerDigit(byte >> 4))
        append(Hex.lowerDigit(byte & 15))
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}

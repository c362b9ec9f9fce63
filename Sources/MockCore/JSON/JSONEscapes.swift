/// The escape sequences of JSON strings (RFC 8259 section 7).
enum JSONEscapes {
  /// The UTF-8 that the text between two quotation marks stands for.
  ///
  /// The text must be valid.
  static func resolved(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var scalar = takeUnit(&rest)
        if (0xD800...0xDBFF).contains(scalar) {
          rest = rest.dropFirst(2)
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (takeUnit(&rest) - 0xDC00)
        }
        if let scalar = UnicodeScalar(scalar) {
          result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      default: result.append(escape)
      }
    }
    return result
  }

  /// The longest beginning of at most `limit` bytes that does not end within a character, an escape
  /// sequence or a surrogate pair.
  ///
  /// The text must be valid.
  static func prefix(of text: ArraySlice<UInt8>, _ limit: Int) -> ArraySlice<UInt8> {
    var rest = text
    while !rest.isEmpty {
      let next = rest.dropFirst(lengthOfFirst(rest))
      guard next.startIndex - text.startIndex <= limit else { break }
      rest = next
    }
    return text[..<rest.startIndex]
  }

  /// How many bytes spell the first code point.
  private static func lengthOfFirst(_ text: ArraySlice<UInt8>) -> Int {
    switch text[text.startIndex] {
    case UInt8(ascii: "\\"):
      guard text[text.startIndex + 1] == UInt8(ascii: "u") else { return 2 }
      var digits = text.dropFirst(2)
      return (0xD800...0xDBFF).contains(takeUnit(&digits)) ? 12 : 6
    case ..<0x80: return 1
    case ..<0xE0: return 2
    case ..<0xF0: return 3
    default: return 4
    }
  }

  private static func takeUnit(_ text: inout ArraySlice<UInt8>) -> UInt32 {
    defer { text = text.dropFirst(4) }
    return text.prefix(4).reduce(0) { $0 << 4 | UInt32(Hex.value(of: $1) ?? 0) }
  }
}

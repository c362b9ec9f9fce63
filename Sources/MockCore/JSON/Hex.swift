/// Hexadecimal digits.
enum Hex {
  static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit &- 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit &- 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit &- 0x37
    default: nil
    }
  }

  /// The digit of 0…15, in lower case.
  static func lowerDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 &+ value : 0x57 &+ value
  }

  static func upper(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + text : text
  }
}

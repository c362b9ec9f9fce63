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

  /// The eight digits of 32 bits, in lower case, in the order in which they are to stand in memory.
  static func eightDigits(_ value: UInt64) -> UInt64 {
    // Each four bits move into a byte of their own.
    var digits = (value & 0xFFFF_0000) << 16 | value & 0xFFFF
    digits = (digits & 0x0000_FF00_0000_FF00) << 8 | digits & 0x0000_00FF_0000_00FF
    digits = (digits & 0x00F0_00F0_00F0_00F0) << 4 | digits & 0x000F_000F_000F_000F
    // 1 where the digit is a letter; it stands 0x27 further on than a decimal digit would.
    let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (digits &+ 0x3030_3030_3030_3030 &+ letters &* 0x27).bigEndian
  }

  static func upper(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + text : text
  }
}

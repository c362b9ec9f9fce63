/// A hash of texts that is the same on every machine and every day.
///
/// Four lanes of eight bytes, so that the multiplications of a long text need not wait for each other.
struct StableHash: Sendable {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Adds a text and its end, so that "ab","c" differs from "a","bc".
  mutating func add(_ text: RawSpan) {
    var offset = 0
    if text.byteCount >= 32 {
      var (a, b, c, d) = (value, value &+ 1, value &+ 2, value &+ 3)
      while offset + 32 <= text.byteCount {
        a = Self.mixed(a, Self.word(text, offset))
        b = Self.mixed(b, Self.word(text, offset + 8))
        c = Self.mixed(c, Self.word(text, offset + 16))
        d = Self.mixed(d, Self.word(text, offset + 24))
        offset += 32
      }
      value = Self.mixed(Self.mixed(a, b), Self.mixed(c, d))
    }
    while offset + 8 <= text.byteCount {
      value = Self.mixed(value, Self.word(text, offset))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < text.byteCount {
      rest = rest << 8 | UInt64(text.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
      offset += 1
    }
    value = Self.mixed(Self.mixed(value, rest), UInt64(text.byteCount))
  }

  /// Adds a number.
  mutating func add(_ word: UInt64) {
    value = Self.mixed(value, word)
  }

  private static func word(_ text: RawSpan, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// One word into the state: both halves of a 128-bit product, as wyhash does.
  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(
      by: word ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low ^ state &* 0x9E37_79B9_7F4A_7C15
  }
}

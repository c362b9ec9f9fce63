/// A hash of texts that is the same on every machine and every day, eight bytes at a time.
struct StableHash: Sendable {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Adds a text and its end, so that "ab","c" differs from "a","bc".
  mutating func add(_ text: RawSpan) {
    var offset = 0
    while offset + 8 <= text.byteCount {
      let word = text.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      mix(UInt64(littleEndian: word))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < text.byteCount {
      rest = rest << 8 | UInt64(text.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
      offset += 1
    }
    mix(rest)
    mix(UInt64(text.byteCount))
  }

  /// The two multiplications of MurmurHash3's finaliser around each word.
  private mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    value ^= value >> 29
  }
}

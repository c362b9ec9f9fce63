/// The beginning of a text in a fixed size: a million jobs keep that of their prompts, for the label.
package struct Excerpt: Sendable {
  /// Bytes of UTF-8; the one that is left holds their number.
  package static let capacity = 63
  private static let ellipsis = Array("…".utf8)

  private var words: InlineArray<8, UInt64>

  /// Takes a text as it is, or as much of its beginning as has room before an ellipsis.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - isCut: it is itself only the beginning of a longer one.
  package init(_ text: ArraySlice<UInt8>, isCut: Bool = false) {
    words = InlineArray(repeating: 0)
    guard isCut || text.count > Self.capacity else {
      pack(text)
      words[7] |= UInt64(text.count) << 56
      return
    }
    var end = min(text.count, Self.capacity - Self.ellipsis.count)
    // Not in the middle of a code point.
    while end > 0, end < text.count, text[text.startIndex + end] & 0xC0 == 0x80 { end -= 1 }
    pack(text.prefix(end))
    for (offset, byte) in Self.ellipsis.enumerated() { put(byte, at: end + offset) }
    words[7] |= UInt64(end + Self.ellipsis.count) << 56
  }

  /// The text.
  package var text: String {
    let count = Int(words[7] >> 56)
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func pack(_ text: ArraySlice<UInt8>) {
    let bytes = text.span.bytes
    let whole = bytes.byteCount / 8
    for word in 0..<whole {
      words[word] = UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: word * 8, as: UInt64.self))
    }
    for offset in whole * 8..<bytes.byteCount {
      put(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self), at: offset)
    }
  }

  /// Writes a byte where there is none yet.
  private mutating func put(_ byte: UInt8, at offset: Int) {
    words[offset / 8] |= UInt64(byte) << UInt64(offset % 8 * 8)
  }
}

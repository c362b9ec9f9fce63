/// Strings: their end, their escape sequences, their UTF-8.
extension JSONParser {
  /// The place of the next quotation mark, backslash, control character or byte beyond ASCII.
  ///
  /// Eight bytes at a time: in each byte of `special` the high bit is set where such a one may stand.
  @inline(__always)
  static func skipPlainText(_ text: RawSpan, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var at = start
    while at &+ 8 <= text.byteCount {
      let word = eightBytes(text, at)
      let control = word &- ones &* 0x20
      let quote = (word ^ (ones &* 0x22)) &- ones
      let backslash = (word ^ (ones &* 0x5C)) &- ones
      let special = (control | quote | backslash | word) & highs
      // A borrow can mark a byte above a special one, never below: the lowest mark is exact.
      if special != 0 { return at &+ special.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < text.byteCount {
      let next = byte(text, at)
      if next < 0x20 || next == 0x22 || next == 0x5C || next >= 0x80 { break }
      at &+= 1
    }
    return at
  }

  /// The place of the quotation mark that closes the string, from a place where `skipPlainText` stopped.
  @inline(never)
  static func endOfString(
    _ text: RawSpan, _ start: Int
  ) throws(Failure) -> (end: Int, isEscaped: Bool) {
    var at = start
    var isEscaped = false
    while true {
      guard at < text.byteCount else { throw unclosed(text) }
      let next = byte(text, at)
      switch next {
      case UInt8(ascii: "\""): return (at, isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        at = try endOfEscape(text, at)
      case 0..<0x20:
        throw Failure("a control character must be escaped, found \(found(text, at))", at: at)
      case 0x80...: at = try endOfMultibyteScalar(text, at, next)
      default: at = skipPlainText(text, at)
      }
    }
  }

  private static func unclosed(_ text: RawSpan) -> Failure {
    Failure("the string is not closed before the text ends", at: text.byteCount)
  }

  // MARK: Escapes

  private static func endOfEscape(_ text: RawSpan, _ start: Int) throws(Failure) -> Int {
    guard start &+ 1 < text.byteCount else { throw unclosed(text) }
    switch byte(text, start &+ 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start &+ 2
    case UInt8(ascii: "u"): return try endOfUnicodeEscape(text, start)
    default:
      throw Failure(
        "no escape sequence begins like this; those of JSON are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u",
        at: start)
    }
  }

  private static func endOfUnicodeEscape(_ text: RawSpan, _ start: Int) throws(Failure) -> Int {
    let unit = try codeUnit(text, start)
    let end = start &+ 6
    switch unit {
    case 0xDC00...0xDFFF: throw Failure("a low surrogate must follow a high one", at: start)
    case 0xD800...0xDBFF:
      let isFollowed =
        end &+ 1 < text.byteCount && byte(text, end) == UInt8(ascii: "\\")
        && byte(text, end &+ 1) == UInt8(ascii: "u")
      guard isFollowed, (0xDC00...0xDFFF).contains(try codeUnit(text, end)) else {
        throw Failure("a high surrogate must be followed by a low one", at: start)
      }
      return end &+ 6
    default: return end
    }
  }

  /// Reads `\uXXXX`.
  private static func codeUnit(_ text: RawSpan, _ start: Int) throws(Failure) -> UInt32 {
    var unit: UInt32 = 0
    for index in start &+ 2..<start &+ 6 {
      guard index < text.byteCount, let digit = Hex.value(of: byte(text, index)) else {
        throw Failure("\\u must be followed by four hexadecimal digits", at: start)
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  // MARK: UTF-8

  /// Checks one code point beyond ASCII; the ranges are table 3-7 of the Unicode Standard.
  private static func endOfMultibyteScalar(
    _ text: RawSpan, _ start: Int, _ lead: UInt8
  ) throws(Failure) -> Int {
    var length = 0
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: break
    }
    let end = start &+ length
    var isWellFormed =
      length > 0 && end <= text.byteCount && second.contains(byte(text, start &+ 1))
    var at = start &+ 2
    while isWellFormed, at < end {
      isWellFormed = byte(text, at) & 0xC0 == 0x80
      at &+= 1
    }
    guard isWellFormed else { throw Failure("the text is not UTF-8 here", at: start) }
    return end
  }
}

/// Numbers, the three words, and what stands between values.
extension JSONParser {
  // MARK: Numbers

  @inline(__always)
  static func endOfNumber(_ text: RawSpan, _ start: Int) throws(Failure) -> Int {
    let digits = byte(text, start) == UInt8(ascii: "-") ? start &+ 1 : start
    var at = skipDigits(text, digits)
    guard at > digits else {
      throw Failure("a digit was expected, found \(found(text, at))", at: at)
    }
    if byte(text, digits) == UInt8(ascii: "0"), at > digits &+ 1 {
      throw Failure("a number must not begin with a zero", at: digits &+ 1)
    }
    if at < text.byteCount, byte(text, at) == UInt8(ascii: ".") {
      let fraction = at &+ 1
      at = skipDigits(text, fraction)
      guard at > fraction else {
        throw Failure("a digit was expected after the point, found \(found(text, at))", at: at)
      }
    }
    if at < text.byteCount, byte(text, at) | 0x20 == UInt8(ascii: "e") {
      at = try endOfExponent(text, at &+ 1)
    }
    guard at &- start <= maximumNumber else {
      throw Failure("a number is longer than \(maximumNumber) characters", at: start)
    }
    return at
  }

  private static func endOfExponent(_ text: RawSpan, _ start: Int) throws(Failure) -> Int {
    let isSigned =
      start < text.byteCount
      && (byte(text, start) == UInt8(ascii: "+") || byte(text, start) == UInt8(ascii: "-"))
    let digits = isSigned ? start &+ 1 : start
    let end = skipDigits(text, digits)
    guard end > digits else {
      throw Failure("a digit was expected in the exponent, found \(found(text, end))", at: end)
    }
    return end
  }

  /// Eight bytes at a time: in each byte of `others` the high bit is set where no digit may stand.
  @inline(__always)
  private static func skipDigits(_ text: RawSpan, _ start: Int) -> Int {
    var at = start
    while at &+ 8 <= text.byteCount {
      let values = eightBytes(text, at) ^ 0x3030_3030_3030_3030
      // A carry comes out of a byte that is marked itself: the lowest mark is exact.
      let others = (values | (values &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
      if others != 0 { return at &+ others.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < text.byteCount, byte(text, at) &- 0x30 < 10 { at &+= 1 }
    return at
  }

  // MARK: Words

  @inline(__always)
  static func word(_ text: RawSpan, _ start: Int) throws(Failure) -> (JSONNode.Kind, length: Int) {
    // The letters as a number, the first one lowest.
    switch byte(text, start) {
    case UInt8(ascii: "t") where fourBytes(text, start) == 0x6575_7274: return (.true, 4)
    case UInt8(ascii: "f") where fourBytes(text, start &+ 1) == 0x6573_6C61: return (.false, 5)
    case UInt8(ascii: "n") where fourBytes(text, start) == 0x6C6C_756E: return (.null, 4)
    default: throw Failure("a value was expected, found \(found(text, start))", at: start)
    }
  }

  @inline(__always)
  private static func fourBytes(_ text: RawSpan, _ at: Int) -> UInt32? {
    guard at &+ 4 <= text.byteCount else { return nil }
    return UInt32(
      littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt32.self))
  }

  // MARK: Bytes

  /// Every caller has compared the index with the length.
  @inline(__always)
  static func byte(_ text: RawSpan, _ index: Int) -> UInt8 {
    text.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
  }

  /// The first byte is the lowest; every caller has compared the place with the length.
  @inline(__always)
  static func eightBytes(_ text: RawSpan, _ at: Int) -> UInt64 {
    UInt64(littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self))
  }

  @inline(__always)
  static func skipWhitespace(_ text: RawSpan, _ start: Int) -> Int {
    var at = start
    while at < text.byteCount {
      let next = byte(text, at)
      guard next <= 0x20, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else {
        break
      }
      at &+= 1
    }
    return at
  }

  /// What stands at a place, for a message.
  static func found(_ text: RawSpan, _ at: Int) -> String {
    guard at < text.byteCount else { return "the end of the text" }
    let next = byte(text, at)
    switch next {
    case 0x21...0x7E: return "'\(Character(UnicodeScalar(next)))'"
    case 0x20: return "a space"
    case 0x0A: return "the end of the line"
    case 0xEF where at == 0: return "a byte order mark"
    default: return "the byte 0x\(Hex.upper(next))"
    }
  }
}

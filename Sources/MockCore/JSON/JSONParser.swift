/// A strict parser of RFC 8259: UTF-8 without byte order mark, no lone surrogates, at most 64
/// levels, nothing after the value.
///
/// Numbers stay text and duplicate keys stay in the document, because the validator must see both.
///
/// One struct with mutating functions and no closures: a closure that captured the position would
/// make each byte pay for a dynamic exclusivity check.
struct JSONParser {
  static let maximumDepth = 64
  /// The largest number of keys and values.
  ///
  /// No real body comes near; without a bound 64 MiB of `[1,1,1…` would keep the loop busy for
  /// seconds (RFC 8259 section 9 leaves such limits to the parser).
  static let maximumNodes = 250_000
  /// The longest number, in characters; longer than any that can be meant (RFC 8259 section 6).
  static let maximumNumber = 10_000

  private(set) var nodes: [JSONNode] = []
  private var at = 0
  private var failure: (reason: String, offset: Int)?

  /// Parses `text` into `nodes`, whose buffer is used again.
  static func parse(_ text: [UInt8], into nodes: inout [JSONNode]) throws(JSONError) {
    var parser = JSONParser()
    swap(&parser.nodes, &nodes)
    parser.nodes.removeAll(keepingCapacity: true)
    parser.nodes.reserveCapacity(min(16 + text.count / 16, 4096))
    let isParsed = text.count < Int(UInt32.max) && parser.parseDocument(text.span.bytes)
    swap(&parser.nodes, &nodes)
    guard isParsed else {
      let failure = parser.failure ?? ("the text is longer than 4 GiB", 0)
      throw JSONError(failure.reason, at: failure.offset, in: text)
    }
  }

  private mutating func parseDocument(_ text: RawSpan) -> Bool {
    skipWhitespace(text)
    guard at < text.byteCount else { return fail("a value was expected, but the text is empty") }
    guard parseValue(text, depth: 0) else { return false }
    skipWhitespace(text)
    guard at == text.byteCount else {
      return fail("nothing may follow the value, found \(found(text))")
    }
    return true
  }

  private mutating func parseValue(_ text: RawSpan, depth: Int) -> Bool {
    guard nodes.count < Self.maximumNodes else {
      return fail("there are more than \(Self.maximumNodes) keys and values")
    }
    guard at < text.byteCount else { return fail("a value was expected, but the text ends") }
    switch byte(text, at) {
    case UInt8(ascii: "\""): return parseString(text)
    case UInt8(ascii: "{"): return parseObject(text, depth: depth + 1)
    case UInt8(ascii: "["): return parseArray(text, depth: depth + 1)
    case UInt8(ascii: "t"): return parseWord(text, "true", .true)
    case UInt8(ascii: "f"): return parseWord(text, "false", .false)
    case UInt8(ascii: "n"): return parseWord(text, "null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return parseNumber(text)
    default: return fail("a value was expected, found \(found(text))")
    }
  }

  // MARK: Containers

  private mutating func parseObject(_ text: RawSpan, depth: Int) -> Bool {
    guard depth <= Self.maximumDepth else { return failTooDeep() }
    let index = open(.object)
    skipWhitespace(text)
    if take(text, UInt8(ascii: "}")) { return close(index) }
    while true {
      guard at < text.byteCount, byte(text, at) == UInt8(ascii: "\"") else {
        return fail("a key in quotation marks was expected, found \(found(text))")
      }
      guard parseString(text) else { return false }
      skipWhitespace(text)
      guard take(text, UInt8(ascii: ":")) else {
        return fail("':' was expected after the key, found \(found(text))")
      }
      skipWhitespace(text)
      guard parseValue(text, depth: depth) else { return false }
      skipWhitespace(text)
      if take(text, UInt8(ascii: ",")) {
        skipWhitespace(text)
        continue
      }
      guard take(text, UInt8(ascii: "}")) else {
        return fail("',' or '}' was expected, found \(found(text))")
      }
      return close(index)
    }
  }

  private mutating func parseArray(_ text: RawSpan, depth: Int) -> Bool {
    guard depth <= Self.maximumDepth else { return failTooDeep() }
    let index = open(.array)
    skipWhitespace(text)
    if take(text, UInt8(ascii: "]")) { return close(index) }
    while true {
      guard parseValue(text, depth: depth) else { return false }
      skipWhitespace(text)
      if take(text, UInt8(ascii: ",")) {
        skipWhitespace(text)
        continue
      }
      guard take(text, UInt8(ascii: "]")) else {
        return fail("',' or ']' was expected, found \(found(text))")
      }
      return close(index)
    }
  }

  private mutating func open(_ kind: JSONNode.Kind) -> Int {
    nodes.append(JSONNode(kind, start: at, end: at, next: 0))
    at &+= 1
    return nodes.count - 1
  }

  private mutating func close(_ index: Int) -> Bool {
    nodes[index].close(end: at, next: nodes.count)
    return true
  }

  // MARK: Strings

  private mutating func parseString(_ text: RawSpan) -> Bool {
    at &+= 1
    let start = at
    var isEscaped = false
    while true {
      skipPlainText(text)
      guard at < text.byteCount else {
        return fail("the string is not closed before the text ends")
      }
      let next = byte(text, at)
      if next == UInt8(ascii: "\"") { break }
      if next == UInt8(ascii: "\\") {
        isEscaped = true
        guard parseEscape(text) else { return false }
      } else if next < 0x20 {
        return fail("a control character must be escaped, found \(found(text))")
      } else {
        guard skipMultibyteScalar(text, next) else { return false }
      }
    }
    var node = JSONNode(.string, start: start, end: at, next: nodes.count + 1)
    if isEscaped { node.markEscaped() }
    nodes.append(node)
    at &+= 1
    return true
  }

  /// Moves to the next quotation mark, backslash, control character or byte beyond ASCII, eight bytes
  /// at a time: in each byte of `special` the high bit is set where such a one may stand.
  private mutating func skipPlainText(_ text: RawSpan) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while at &+ 8 <= text.byteCount {
      let word = UInt64(
        littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self))
      let control = word &- ones &* 0x20
      let quote = (word ^ (ones &* 0x22)) &- ones
      let backslash = (word ^ (ones &* 0x5C)) &- ones
      let special = (control | quote | backslash | word) & highs
      if special != 0 {
        // A borrow can mark a byte above a special one, never below: the lowest mark is exact.
        at &+= special.trailingZeroBitCount >> 3
        return
      }
      at &+= 8
    }
    while at < text.byteCount {
      let next = byte(text, at)
      if next < 0x20 || next == 0x22 || next == 0x5C || next >= 0x80 { return }
      at &+= 1
    }
  }

  private mutating func parseEscape(_ text: RawSpan) -> Bool {
    guard at &+ 1 < text.byteCount else {
      at = text.byteCount
      return fail("the string is not closed before the text ends")
    }
    switch byte(text, at &+ 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at &+= 2
      return true
    case UInt8(ascii: "u"):
      let start = at
      guard let unit = parseUnicodeEscape(text) else { return false }
      if (0xDC00...0xDFFF).contains(unit) {
        at = start
        return fail("a low surrogate must follow a high one")
      }
      guard (0xD800...0xDBFF).contains(unit) else { return true }
      let isFollowed =
        at &+ 1 < text.byteCount && byte(text, at) == UInt8(ascii: "\\")
        && byte(text, at &+ 1) == UInt8(ascii: "u")
      guard isFollowed, let low = parseUnicodeEscape(text), (0xDC00...0xDFFF).contains(low) else {
        guard failure == nil else { return false }
        at = start
        return fail("a high surrogate must be followed by a low one")
      }
      return true
    default:
      return fail(
        "no escape sequence begins like this; those of JSON are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u"
      )
    }
  }

  /// Reads `\uXXXX` at the current place.
  private mutating func parseUnicodeEscape(_ text: RawSpan) -> UInt32? {
    var unit: UInt32 = 0
    for index in at &+ 2..<at &+ 6 {
      guard index < text.byteCount, let digit = Hex.value(of: byte(text, index)) else {
        _ = fail("\\u must be followed by four hexadecimal digits")
        return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    at &+= 6
    return unit
  }

  /// Checks one code point beyond ASCII; the ranges are table 3-7 of the Unicode Standard.
  private mutating func skipMultibyteScalar(_ text: RawSpan, _ lead: UInt8) -> Bool {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return failIllFormed()
    }
    guard at &+ length <= text.byteCount, second.contains(byte(text, at &+ 1)) else {
      return failIllFormed()
    }
    for index in at &+ 2..<max(at &+ length, at &+ 2)
    where byte(text, index) & 0xC0 != 0x80 {
      return failIllFormed()
    }
    at &+= length
    return true
  }

  private mutating func failIllFormed() -> Bool {
    fail("the text is not UTF-8 here")
  }

  // MARK: Numbers and words

  private mutating func parseNumber(_ text: RawSpan) -> Bool {
    let start = at
    _ = take(text, UInt8(ascii: "-"))
    if take(text, UInt8(ascii: "0")) {
      if isDigit(text) { return fail("a number must not begin with a zero") }
    } else {
      guard skipDigits(text) else { return fail("a digit was expected, found \(found(text))") }
    }
    if take(text, UInt8(ascii: ".")) {
      guard skipDigits(text) else {
        return fail("a digit was expected after the point, found \(found(text))")
      }
    }
    if take(text, UInt8(ascii: "e")) || take(text, UInt8(ascii: "E")) {
      if !take(text, UInt8(ascii: "+")) { _ = take(text, UInt8(ascii: "-")) }
      guard skipDigits(text) else {
        return fail("a digit was expected in the exponent, found \(found(text))")
      }
    }
    guard at &- start <= Self.maximumNumber else {
      at = start
      return fail("a number is longer than \(Self.maximumNumber) characters")
    }
    nodes.append(JSONNode(.number, start: start, end: at, next: nodes.count + 1))
    return true
  }

  private mutating func parseWord(
    _ text: RawSpan, _ word: StaticString, _ kind: JSONNode.Kind
  ) -> Bool {
    let start = at
    for index in 0..<word.utf8CodeUnitCount {
      guard take(text, word.withUTF8Buffer { $0[index] }) else {
        at = start
        return fail("a value was expected, found \(found(text))")
      }
    }
    nodes.append(JSONNode(kind, start: start, end: at, next: nodes.count + 1))
    return true
  }

  // MARK: Bytes

  /// Every caller has compared the index with the length.
  private func byte(_ text: RawSpan, _ index: Int) -> UInt8 {
    text.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
  }

  private mutating func take(_ text: RawSpan, _ wanted: UInt8) -> Bool {
    guard at < text.byteCount, byte(text, at) == wanted else { return false }
    at &+= 1
    return true
  }

  private func isDigit(_ text: RawSpan) -> Bool {
    at < text.byteCount && byte(text, at) &- 0x30 < 10
  }

  /// Moves past digits; false when there was none.
  private mutating func skipDigits(_ text: RawSpan) -> Bool {
    let start = at
    while isDigit(text) { at &+= 1 }
    return at > start
  }

  private mutating func skipWhitespace(_ text: RawSpan) {
    while at < text.byteCount {
      let next = byte(text, at)
      guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { return }
      at &+= 1
    }
  }

  // MARK: Failures

  private mutating func fail(_ reason: String) -> Bool {
    failure = (reason, at)
    return false
  }

  private mutating func failTooDeep() -> Bool {
    fail("arrays and objects are nested deeper than \(Self.maximumDepth) levels")
  }

  /// What stands at the current place, for a message.
  private func found(_ text: RawSpan) -> String {
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

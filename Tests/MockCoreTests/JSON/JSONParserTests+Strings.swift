import MockCore
import Testing

extension JSONParserTests {
  struct Escaped: Sendable, CustomTestStringConvertible {
    let text: String
    let value: String

    init(_ text: String, _ value: String) {
      self.text = text
      self.value = value
    }

    var testDescription: String { text }
  }

  static let strings: [Escaped] = [
    Escaped(#""""#, ""), Escaped(#""a""#, "a"),
    Escaped(#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    Escaped(#""\u0060\u012a\u12AB""#, "\u{60}\u{12A}\u{12AB}"), Escaped(#""\u0000""#, "\0"),
    Escaped(#""\\u0000""#, "\\u0000"), Escaped(#""a/*b*/c/*d//e""#, "a/*b*/c/*d//e"),
    Escaped(#""\uD801\udc37""#, "\u{10437}"), Escaped(#""\ud83d\ude39\ud83d\udc8d""#, "😹💍"),
    Escaped(#""\uDBFF\uDFFF""#, "\u{10FFFF}"), Escaped(#""\uD800\uDC00""#, "\u{10000}"),
    Escaped(#""\uD7FF\uE000""#, "\u{D7FF}\u{E000}"),
    Escaped(#""\uFFFF\uFFFE""#, "\u{FFFF}\u{FFFE}"),
    Escaped("\"\u{7F}\"", "\u{7F}"), Escaped("\"\u{80}\"", "\u{80}"),
    Escaped("\"\u{7FF}\"", "\u{7FF}"),
    Escaped("\"\u{800}\"", "\u{800}"), Escaped("\"\u{D7FF}\"", "\u{D7FF}"),
    Escaped("\"\u{E000}\"", "\u{E000}"), Escaped("\"\u{FFFF}\"", "\u{FFFF}"),
    Escaped("\"\u{10000}\"", "\u{10000}"), Escaped("\"\u{3FFFF}\"", "\u{3FFFF}"),
    Escaped("\"\u{10FFFF}\"", "\u{10FFFF}"), Escaped("\"\u{2028}\u{2029}\"", "\u{2028}\u{2029}"),
    Escaped("\"\u{FEFF}\"", "\u{FEFF}"), Escaped("\"€𝄞\"", "€𝄞"),
    Escaped("\"e\u{301} is not \u{E9}\"", "e\u{301} is not \u{E9}"),
  ]

  @Test(arguments: strings)
  func `strings are taken and their escapes resolved`(_ string: Escaped) throws {
    let document = try JSONDocument(Array(string.text.utf8))
    #expect(document.stringBytes(0) == Array(string.value.utf8))
  }

  static let unfollowed = "a high surrogate must be followed by a low one"
  static let noEscape =
    "no escape sequence begins like this; those of JSON are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u"

  static let brokenStrings: [Refused] = [
    Refused("\"", "line 1, column 2 (byte 1): the string is not closed before the text ends"),
    Refused("[\"a", "line 1, column 4 (byte 3): the string is not closed before the text ends"),
    Refused("[\"a]", "line 1, column 5 (byte 4): the string is not closed before the text ends"),
    Refused("\"\\", "line 1, column 3 (byte 2): the string is not closed before the text ends"),
    Refused("\"\\\"", "line 1, column 4 (byte 3): the string is not closed before the text ends"),
    Refused(
      "\"a\nb\"",
      "line 1, column 3 (byte 2): a control character must be escaped, found the end of the line"),
    Refused(
      "\"a\tb\"",
      "line 1, column 3 (byte 2): a control character must be escaped, found the byte 0x09"),
    Refused(
      "\"\0\"",
      "line 1, column 2 (byte 1): a control character must be escaped, found the byte 0x00"),
    Refused(
      "\"\u{1F}\"",
      "line 1, column 2 (byte 1): a control character must be escaped, found the byte 0x1F"),
    Refused(#"["\x00"]"#, "line 1, column 3 (byte 2): \(noEscape)"),
    Refused(#"["\a"]"#, "line 1, column 3 (byte 2): \(noEscape)"),
    Refused(#"["\'"]"#, "line 1, column 3 (byte 2): \(noEscape)"),
    Refused(#"["\0"]"#, "line 1, column 3 (byte 2): \(noEscape)"),
    Refused(#"["\U0041"]"#, "line 1, column 3 (byte 2): \(noEscape)"),
    Refused("[\"\\\n\"]", "line 1, column 3 (byte 2): \(noEscape)"),
    Refused("[\"\\😀\"]", "line 1, column 3 (byte 2): \(noEscape)"),
    Refused(
      #"["\u"]"#, "line 1, column 3 (byte 2): \\u must be followed by four hexadecimal digits"),
    Refused(
      #"["\u00A"]"#, "line 1, column 3 (byte 2): \\u must be followed by four hexadecimal digits"),
    Refused(
      #"["\u00G0"]"#, "line 1, column 3 (byte 2): \\u must be followed by four hexadecimal digits"),
    Refused(
      #""\u12"#, "line 1, column 2 (byte 1): \\u must be followed by four hexadecimal digits"),
    Refused(
      #"["\ud800\u1"]"#,
      "line 1, column 9 (byte 8): \\u must be followed by four hexadecimal digits"),
    Refused(#"["\ud800"]"#, "line 1, column 3 (byte 2): \(unfollowed)"),
    Refused(#"["\uDBFFabc"]"#, "line 1, column 3 (byte 2): \(unfollowed)"),
    Refused(#"["\ud800\n"]"#, "line 1, column 3 (byte 2): \(unfollowed)"),
    Refused(#"["\ud800\ud800\udc00"]"#, "line 1, column 3 (byte 2): \(unfollowed)"),
    Refused(#"["\ud800\u0041"]"#, "line 1, column 3 (byte 2): \(unfollowed)"),
    Refused(#"["\ud800\ue000"]"#, "line 1, column 3 (byte 2): \(unfollowed)"),
    Refused("\"\\ud800\\", "line 1, column 2 (byte 1): \(unfollowed)"),
    Refused(#"["é\udc00"]"#, "line 1, column 4 (byte 4): a low surrogate must follow a high one"),
    Refused(
      #"["\uDFFF\uD800"]"#, "line 1, column 3 (byte 2): a low surrogate must follow a high one"),
    Refused(#"{"\udead":1}"#, "line 1, column 3 (byte 2): a low surrogate must follow a high one"),
  ]

  @Test(arguments: brokenStrings)
  func `broken strings are refused with their place`(_ refused: Refused) {
    #expect(Self.message(of: refused.bytes) == refused.message)
  }

  /// By the well-formedness table 3-7 of the Unicode Standard.
  static let illFormed: [Text] = [
    // Continuation bytes without a lead.
    [0x80], [0xBF], [0x80, 0x80],
    // Leads without, or with too few, continuation bytes.
    [0xC3], [0xC3, 0x28], [0xE2], [0xE2, 0x82], [0xE2, 0x82, 0x28], [0xE2, 0x28, 0xA1], [0xF0],
    [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x28], [0xF0, 0x9F, 0x28, 0x80],
    [0xC3, 0xC3, 0xA9], [0xE2, 0x82, 0xC2, 0xAC],
    // Overlong forms.
    [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
    [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
    // Surrogates.
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
    // Beyond U+10FFFF, and bytes of no form.
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xFF, 0xFE],
    // Latin-1 and UTF-16.
    [0xE9], [0xE9, 0x61], [0xFE, 0xFF, 0x00, 0x61],
  ].map { Text(bytes: $0) }

  @Test(arguments: illFormed)
  func `text that is not UTF-8 is refused where it begins`(_ text: Text) {
    let quote = UInt8(ascii: "\"")
    let message = "line 1, column 3 (byte 2): the text is not UTF-8 here"
    #expect(Self.message(of: [quote, 0x61] + text.bytes + [quote]) == message)
    #expect(Self.message(of: [quote, 0x61] + text.bytes) == message)
  }

  @Test func `what Swift takes for UTF-8 is taken and nothing else`() {
    // Each lead with each second byte, filled up with valid ones, beside the library's own judgement.
    for lead in UInt8(0x80)...0xFF {
      for second in stride(from: UInt8(0x78), through: 0xC8, by: 1) {
        for length in 2...4 {
          let scalar = [lead, second] + Array(repeating: 0x80, count: length - 2)
          let isValid = String(validating: scalar, as: UTF8.self) != nil
          #expect((Self.message(of: [0x22] + scalar + [0x22]) == nil) == isValid, "\(scalar)")
        }
      }
    }
  }

  // MARK: Eight bytes at a time

  @Test(arguments: 0...17)
  func `each byte is judged alike at each place of a string`(_ offset: Int) {
    for special in UInt8.min...UInt8.max {
      for tail in 0...9 {
        let before = Array(repeating: UInt8(ascii: "a"), count: offset)
        let after = Array(repeating: UInt8(ascii: "~"), count: tail)
        let message = Self.message(of: [0x22] + before + [special] + after + [0x22])
        switch special {
        case 0x22:
          // It ends the string: the rest is too much, and the last quotation mark is always there.
          #expect(message?.contains("nothing may follow the value") == true)
          #expect(message?.contains("(byte \(offset + 2))") == true)
        case 0x5C:
          let isLast = tail == 0
          #expect(message?.contains(isLast ? "not closed" : "no escape sequence") == true)
        case 0..<0x20:
          #expect(message?.contains("(byte \(offset + 1)): a control character") == true)
        case 0x80...0xFF:
          #expect(message?.contains("(byte \(offset + 1)): the text is not UTF-8") == true)
        default:
          #expect(message == nil, "\(special)")
        }
      }
    }
  }

  @Test(arguments: 0...17)
  func `escapes and long characters keep their value at each place`(_ offset: Int) throws {
    let specials = [
      Escaped("\\n", "\n"), Escaped("\\\"", "\""), Escaped("\\\\", "\\"), Escaped("\\u00e9", "é"),
      Escaped("\\ud83d\\ude00", "😀"), Escaped("é", "é"), Escaped("€", "€"), Escaped("😀", "😀"),
      Escaped("😀\\t€", "😀\t€"), Escaped("!\\/#", "!/#"),
    ]
    for special in specials {
      for tail in 0...9 {
        let before = String("abcdefghijklmnopq".prefix(offset))
        let after = String(repeating: "z", count: tail)
        let document = try JSONDocument(Array("[\"\(before)\(special.text)\(after)\",1]".utf8))
        #expect(document.string(1) == before + special.value + after)
        #expect(document.nodes[2].kind == .number)
      }
    }
  }

  @Test func `the lowest of several special characters is found`() {
    // A borrow of the scanner may mark the byte above a special one, never below.
    let message = Self.message(of: Array("\"abc\u{1F} \u{1}!#\"".utf8))
    #expect(message?.contains("(byte 4)") == true)
    #expect(Self.message(of: Array("\"ab\\\" ]^#!\"".utf8)) == nil)
  }
}

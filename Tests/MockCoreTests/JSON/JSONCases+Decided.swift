/// What RFC 8259 leaves to the parser.
extension JSONCases {
  private static let keptAsText = "numbers stay text, so none is too large or too small"

  static let decidedToTake: [JSONCase] = [
    JSONCase("an integer of 21 digits", "[100000000000000000000]", because: keptAsText),
    JSONCase(
      "a negative integer of 30 digits", "[-123123123123123123123123123123]", because: keptAsText),
    JSONCase(
      "a negative integer of 48 digits", "[-237462374673276894279832749832423479823246327846]",
      because: keptAsText),
    JSONCase("a negative integer beyond Double", "[-1e+9999]", because: keptAsText),
    JSONCase("a fraction beyond Double", "[1.5e+9999]", because: keptAsText),
    JSONCase("a large number beyond Double", "[123123e100000]", because: keptAsText),
    JSONCase("a large negative number beyond Double", "[-123123e100000]", because: keptAsText),
    JSONCase("a fraction that Double has as zero", "[123.456e-789]", because: keptAsText),
    JSONCase("an integer that Double has as zero", "[123e-10000000]", because: keptAsText),
    JSONCase(
      "an exponent of a hundred digits",
      "[0.4e00669" + String(repeating: "9", count: 120) + "69999999006]", because: keptAsText),
  ]

  private static let loneSurrogate = "a lone surrogate has no UTF-8, so no output could repeat it"
  private static let notUTF8 = "RFC 8259 section 8.1 asks for UTF-8; guessing would change a prompt"
  private static let noBOM = "section 8.1 forbids to send one; the message says what stands there"
  private static let bounded = "no input nests this deep; 64 levels are the bound"

  static let decidedToRefuse: [JSONCase] = [
    JSONCase("a second surrogate alone", #"["\uDFAA"]"#, because: loneSurrogate),
    JSONCase("a second surrogate alone in a key", #"{"\uDFAA":0}"#, because: loneSurrogate),
    JSONCase("a second surrogate before a letter", #"["\uDd1ea"]"#, because: loneSurrogate),
    JSONCase("a first surrogate alone", #"["\uDADA"]"#, because: loneSurrogate),
    JSONCase("the lowest first surrogate alone", #"["\ud800"]"#, because: loneSurrogate),
    JSONCase("a first surrogate before letters", #"["\ud800abc"]"#, because: loneSurrogate),
    JSONCase("a first surrogate before an escape", #"["\uD800\n"]"#, because: loneSurrogate),
    JSONCase("two first surrogates", #"["\uD800\uD800\n"]"#, because: loneSurrogate),
    JSONCase("a first surrogate before a number", #"["\uD888\u1234"]"#, because: loneSurrogate),
    JSONCase("surrogates the wrong way round", #"["\uDd1e\uD834"]"#, because: loneSurrogate),
    JSONCase("a surrogate as UTF-8", string: [0xED, 0xA0, 0x80], because: loneSurrogate),
    JSONCase("a byte that no UTF-8 has", string: [0xFF], because: notUTF8),
    JSONCase("a letter of Latin-1", string: [0xE9], because: notUTF8),
    JSONCase("a continuation alone", string: [0x81], because: notUTF8),
    JSONCase("a character without its end", string: [0xE0, 0xFF], because: notUTF8),
    JSONCase(
      "two characters and half a third", string: [0xE6, 0x97, 0xA5, 0xD1, 0x88, 0xFA],
      because: notUTF8),
    JSONCase("beyond U+10FFFF", string: [0xF4, 0xBF, 0xBF, 0xBF], because: notUTF8),
    JSONCase("a slash in two bytes", string: [0xC0, 0xAF], because: notUTF8),
    JSONCase(
      "the longest form of six bytes", string: [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF],
      because: notUTF8),
    JSONCase(
      "zero in six bytes", string: [0xFC, 0x80, 0x80, 0x80, 0x80, 0x80], because: notUTF8),
    JSONCase(
      "UTF-16, the lower byte first", bytes: latinPairs.flatMap { [$0, 0] }, because: notUTF8),
    JSONCase(
      "UTF-16, the higher byte first", bytes: latinPairs.flatMap { [0, $0] }, because: notUTF8),
    JSONCase(
      "UTF-16 with its byte order mark", bytes: [0xFF, 0xFE] + latinPairs.flatMap { [$0, 0] },
      because: notUTF8),
    JSONCase(
      "a byte order mark before an object", bytes: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], because: noBOM),
    JSONCase(
      "five hundred nested arrays",
      String(repeating: "[", count: 500) + String(repeating: "]", count: 500), because: bounded),
  ]

  /// The code units of an array with the string é.
  private static let latinPairs: [UInt8] = [0x5B, 0x22, 0xE9, 0x22, 0x5D]
}

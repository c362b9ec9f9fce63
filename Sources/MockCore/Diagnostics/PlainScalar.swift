/// What a plain scalar of YAML means, one without quotation marks.
///
/// The versions of YAML, and the programs that read them, disagree on many such words: `no` is false or a
/// text, `1:30` a text or 90, `010` is 8 or 10. None of them is taken; whoever writes one is asked to say
/// what is meant.
enum PlainScalar: Equatable {
  case null
  case bool(Bool)
  /// Written as JSON writes it.
  case number
  case text
  /// Readers disagree on it; `advice` says what to write instead.
  case ambiguous(advice: String)

  /// A scalar of a value, or of a key, which is always a text.
  init(_ text: [UInt8], isKey: Bool = false) {
    let word = String(decoding: text, as: UTF8.self)
    guard !isKey else {
      // Many readers merge what follows into the object.
      self = word == "<<" ? .ambiguous(advice: Self.inQuotes(word)) : .text
      return
    }
    switch word {
    case "", "null": self = .null
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    default:
      if (try? JSONDocument(text))?.root.kind == .number, Self.isNumberToAll(word) {
        self = .number
      } else if let advice = Self.advice(word) {
        self = .ambiguous(advice: advice)
      } else {
        self = .text
      }
    }
  }

  /// A word for a message: whole when it is short.
  static func shown(_ word: String) -> String {
    word.count <= 40 ? word : "\(word.prefix(40))…"
  }

  private static func inQuotes(_ word: String) -> String {
    "write \"\(shown(word))\" in quotation marks"
  }

  /// With an exponent but without a point, or with an exponent that has no sign, YAML 1.1 reads a text.
  private static func isNumberToAll(_ number: String) -> Bool {
    guard let exponent = number.lowercased().split(separator: "e", maxSplits: 1).dropFirst().first
    else { return true }
    return number.contains(".") && (exponent.hasPrefix("+") || exponent.hasPrefix("-"))
  }

  /// What to write instead of a word that YAML 1.1 and 1.2 read differently; nil for all others.
  private static func advice(_ word: String) -> String? {
    // Nobody writes a longer number.
    guard word.utf8.count <= 1000 else { return nil }
    let lower = word.lowercased()
    if ["yes", "no", "on", "off", "y", "n", "true", "false"].contains(lower) {
      return "write true or false, or \"\(word)\" in quotation marks"
    }
    if lower == "null" || word == "~" { return "write null, or \"\(word)\" in quotation marks" }
    if word == "<<" || word == "=" { return inQuotes(word) }
    guard isLikeNumber(lower) else { return nil }
    if isDate(lower[...]) { return inQuotes(word) }
    if word.contains(":") {
      return "write a time such as 90s, or \"\(shown(word))\" in quotation marks"
    }
    return "write the number in decimal digits, or \"\(shown(word))\" in quotation marks"
  }

  /// A number to some readers: octal, binary, hexadecimal, sexagesimal, with underscores, a leading plus or
  /// point, a date.
  private static func isLikeNumber(_ word: String) -> Bool {
    var digits = word[...]
    if let sign = digits.first, sign == "-" || sign == "+" { digits = digits.dropFirst() }
    if [".inf", ".nan"].contains(digits) { return true }
    for (prefix, alphabet) in [("0x", "0123456789abcdef_"), ("0o", "01234567_"), ("0b", "01_")] {
      guard digits.hasPrefix(prefix) else { continue }
      let rest = digits.dropFirst(2)
      return !rest.isEmpty && rest.allSatisfy { alphabet.contains($0) }
    }
    guard let first = digits.first, first.isASCII, first.isNumber || first == "." else {
      return false
    }
    return digits.contains { $0.isASCII && $0.isNumber }
      && isNumber(digits.split(separator: ":", omittingEmptySubsequences: false))
      || isDate(digits)
  }

  /// Decimal digits with underscores, a point, an exponent; several of them between colons.
  private static func isNumber(_ parts: [Substring]) -> Bool {
    parts.allSatisfy { part in
      let mantissa = part.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
      return !part.isEmpty
        && mantissa[0].allSatisfy { "0123456789_.".contains($0) }
        && mantissa[0].count { $0 == "." } <= 1
        && mantissa.dropFirst().allSatisfy { exponent in
          let digits = exponent.drop { $0 == "+" || $0 == "-" }
          return !digits.isEmpty && digits.allSatisfy { "0123456789".contains($0) }
        }
    }
  }

  /// `2026-01-02`, with or without a time.
  private static func isDate(_ word: Substring) -> Bool {
    let day = word.prefix { "0123456789-".contains($0) }
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].count == 4 && parts.allSatisfy { !$0.isEmpty }
      && word.dropFirst(day.count).allSatisfy { "0123456789:.+-tz ".contains($0) }
  }
}

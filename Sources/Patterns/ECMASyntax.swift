/// Where ECMA-262 and PCRE2 read a pattern differently.
enum ECMASyntax {
  // MARK: What only PCRE2 knows

  /// What may follow `(?`: groups, lookaheads, lookbehinds, names.
  private static let groups = [":", "=", "!", "<=", "<!", "<"]
  /// What may follow a backslash, besides what is no letter.
  private static let escapes = Set("dDwWsSbBtnvfrcxupPk".utf8)

  /// Refuses verbs, recursion, atomic groups, possessive quantifiers, POSIX classes and escapes of Perl.
  ///
  /// They mean something else in JavaScript, or nothing; and some would make a search that no limit
  /// of steps stops.
  static func check(_ pattern: [UInt8]) throws(PatternError) {
    var afterQuantifier = false
    var previous: ArraySlice<UInt8> = []
    for (unit, isInClass) in units(of: pattern) {
      let next = pattern[unit.endIndex...]
      let opensGroup = unit.first == UInt8(ascii: "?") && previous.elementsEqual("(".utf8)
      let isQuantifier =
        !isInClass && !opensGroup && unit.count == 1 && "*+?}".utf8.contains(unit[unit.startIndex])
      if let what = foreign(unit, next, isInClass: isInClass)
        ?? (isQuantifier && afterQuantifier && unit.first == UInt8(ascii: "+")
          ? "a possessive quantifier" : nil)
      {
        throw PatternError(reason: "\(what) is no ECMA-262", offset: unit.endIndex)
      }
      // In `a??` the second one makes the first one lazy.
      afterQuantifier = isQuantifier && !(afterQuantifier && unit.first == UInt8(ascii: "?"))
      previous = unit
    }
  }

  private static func foreign(
    _ unit: ArraySlice<UInt8>, _ next: ArraySlice<UInt8>, isInClass: Bool
  ) -> String? {
    if unit.first == UInt8(ascii: "\\"), let escaped = unit.dropFirst().first {
      let isLetter = (escaped | 0x20) >= UInt8(ascii: "a") && (escaped | 0x20) <= UInt8(ascii: "z")
      return isLetter && !escapes.contains(escaped)
        ? String(decoding: unit, as: UTF8.self) : nil
    }
    if isInClass {
      let isPOSIX = unit.first == UInt8(ascii: "[") && next.first.map(":.=".utf8.contains) == true
      return isPOSIX ? "a POSIX class" : nil
    }
    guard unit.first == UInt8(ascii: "(") else { return nil }
    if next.first == UInt8(ascii: "*") { return "a verb" }
    guard next.first == UInt8(ascii: "?") else { return nil }
    let kind = next.dropFirst()
    return groups.contains { kind.starts(with: $0.utf8) }
      ? nil : "(?" + String(decoding: kind.prefix(1), as: UTF8.self)
  }

  /// The pattern's characters and escape sequences, and whether each stands inside a class.
  private static func units(
    of pattern: [UInt8]
  ) -> [(text: ArraySlice<UInt8>, isInClass: Bool)] {
    var units: [(text: ArraySlice<UInt8>, isInClass: Bool)] = []
    var rest = pattern[...]
    var isInClass = false
    while !rest.isEmpty {
      let unit = unit(rest)
      units.append((unit, isInClass))
      if unit.elementsEqual("[".utf8) { isInClass = true }
      if unit.elementsEqual("]".utf8) { isInClass = false }
      rest = rest.dropFirst(unit.count)
    }
    return units
  }

  /// A character, or an escape sequence with all that belongs to it.
  private static func unit(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.first == UInt8(ascii: "\\") else { return text.prefix(1) }
    let escape = text.prefix(2)
    let hasBraces =
      escape.last.map("pPu".utf8.contains) == true && text.dropFirst(2).first == UInt8(ascii: "{")
    guard hasBraces, let end = text.firstIndex(of: UInt8(ascii: "}")) else { return escape }
    return text[...end]
  }

  // MARK: White space

  /// White space as JavaScript's `\s` and `\S` have it ("WhiteSpace" and "LineTerminator"); PCRE2's own
  /// know ASCII alone, or, with an option that changes `\d` and `\w` too, a set that differs.
  private static let members =
    #"\t-\r\x20\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"#
  private static let others =
    #"\u0000-\u0008\u000E-\u001F\x21-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027"#
    + #"\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-\u{10FFFF}"#

  /// The pattern, which passed `check`, with a class in the place of each `\s` and `\S`.
  static func whitespaceSpelledOut(in pattern: [UInt8]) -> [UInt8] {
    units(of: pattern).reduce(into: []) { result, unit in
      if unit.text.elementsEqual(#"\s"#.utf8) || unit.text.elementsEqual(#"\S"#.utf8) {
        let characters = unit.text.last == UInt8(ascii: "s") ? members : others
        result += (unit.isInClass ? characters : "[\(characters)]").utf8
      } else {
        result += unit.text
      }
    }
  }
}

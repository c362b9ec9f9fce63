/// White space as JavaScript's `\s` and `\S` have it (ECMA-262, "WhiteSpace" and "LineTerminator").
///
/// PCRE2's own know ASCII alone, or, with an option that changes `\d` and `\w` too, a set that differs.
enum JavaScriptWhitespace {
  private static let members =
    #"\t-\r\x20\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"#
  private static let others =
    #"\u0000-\u0008\u000E-\u001F\x21-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027"#
    + #"\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-\u{10FFFF}"#

  /// The pattern with a class in the place of each `\s` and `\S`.
  static func spelledOut(in pattern: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = pattern[...]
    var isInClass = false
    while let byte = rest.first {
      if rest.starts(with: #"\s"#.utf8) || rest.starts(with: #"\S"#.utf8) {
        let characters = rest.starts(with: #"\s"#.utf8) ? members : others
        result += (isInClass ? characters : "[\(characters)]").utf8
        rest = rest.dropFirst(2)
        continue
      }
      let length = lengthOfUnit(rest, isInClass)
      // An empty class is one: a bracket at its beginning ends it.
      if length == 1, byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      result += rest.prefix(length)
      rest = rest.dropFirst(length)
    }
    return result
  }

  /// How many bytes at the beginning belong together, so that none of them means anything by itself.
  private static func lengthOfUnit(_ text: ArraySlice<UInt8>, _ isInClass: Bool) -> Int {
    if text.starts(with: #"\Q"#.utf8) { return length(text, through: #"\E"#) }
    if text.starts(with: #"\c"#.utf8) { return 3 }
    if text.first == UInt8(ascii: "\\") { return 2 }
    if !isInClass, text.starts(with: "(?#".utf8) { return length(text, through: ")") }
    guard isInClass, text.starts(with: "[:".utf8) else { return 1 }
    // PCRE2 knows [:alpha:] and [:^alpha:]; anything else is a bracket like any other.
    let name = text.dropFirst(2).prefix { $0 == UInt8(ascii: "^") || $0 >= UInt8(ascii: "a") }
    return text.dropFirst(2 + name.count).starts(with: ":]".utf8) ? name.count + 4 : 1
  }

  private static func length(_ text: ArraySlice<UInt8>, through end: String) -> Int {
    var rest = text
    while !rest.isEmpty, !rest.starts(with: end.utf8) { rest = rest.dropFirst() }
    return text.count - rest.count + end.utf8.count
  }
}

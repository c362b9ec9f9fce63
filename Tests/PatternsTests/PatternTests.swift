import Patterns
import Testing

struct PatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let pattern: String
    let text: String
    let outcome: Pattern.Outcome

    init(_ pattern: String, _ text: String, _ outcome: Pattern.Outcome) {
      self.pattern = pattern
      self.text = text
      self.outcome = outcome
    }

    var testDescription: String { "\(pattern) in \(text.debugDescription)" }
  }

  @Test(arguments: [
    // Found anywhere, unless it is anchored.
    Case("b", "abc", .found), Case("^b", "abc", .absent), Case("^abc$", "abc", .found),
    Case("", "", .found), Case("^$", "", .found), Case("a", "", .absent),
    // The end is the very end, and a dot stops at each line's end, as in JavaScript.
    Case("^abc$", "abc\n", .absent), Case("a.c", "a\nc", .absent), Case("a.c", "a\rc", .absent),
    // Code points, not bytes and not what looks like one character.
    Case("^.$", "é", .found), Case("^.$", "😀", .found), Case("^.$", "e\u{301}", .absent),
    Case("^\\u00e9$", "é", .found), Case("^\\u{1F600}$", "😀", .found),
    Case("^\\p{L}+$", "éß", .found),
    // Classes are those of ASCII.
    Case("^\\d$", "5", .found), Case("^\\d$", "\u{667}", .absent), Case("^\\w$", "é", .absent),
    Case("[]", "a", .absent), Case("[^]", "a", .found), Case("\\x41", "A", .found),
    Case("(a)|\\1b", "b", .found), Case("(?=.*[0-9])(?=.*[a-z])", "a1", .found),
    Case("^(?<year>[0-9]{4})$", "2026", .found), Case("a\u{0}b", "a\u{0}b", .found),
    // White space is all of Unicode's and the byte order mark, but not NEL.
    Case("^\\s$", "\u{A0}", .found), Case("^\\s$", "\u{FEFF}", .found),
    Case("^\\s$", "\u{2029}", .found), Case("^\\s$", "\u{2003}", .found),
    Case("^\\s$", "\t", .found), Case("^\\s$", " ", .found), Case("^\\s$", "\u{85}", .absent),
    Case("^\\S$", "\u{3000}", .absent), Case("^\\S$", "\u{85}", .found),
    Case("^[^\\s]$", "\u{1680}", .absent), Case("^[\\s_]+$", "_\u{202F}_", .found),
    Case("^[\\S]$", "\u{205F}", .absent), Case("^[^\\S]$", "\u{200A}", .found),
    Case("^[\\s\\S]$", "😀", .found), Case("^[\\s-]+$", "-\u{A0}", .found),
    Case("^[a-c-\\s]+$", "b-\u{A0}", .found), Case("^[a-c-\\s]$", "d", .absent),
  ])
  func `a pattern is found as JavaScript would`(_ test: Case) throws {
    let pattern = try Pattern(test.pattern)
    #expect(search(pattern, Array(test.text.utf8)) == test.outcome)
  }

  /// Only what is the escape is read as one.
  @Test(arguments: [
    Case("^\\\\s$", "\\s", .found), Case("^\\\\s$", "\u{A0}", .absent),
    Case("^\\\\\\s$", "\\\u{A0}", .found), Case("^\\[\\s]$", "[\u{A0}]", .found),
    Case("^[\\]\\s]$", "\u{A0}", .found), Case("^[[\\s]$", "\u{A0}", .found),
    Case("^[]|\\s$", "\u{A0}", .found), Case("^[^]\\s$", "a\u{A0}", .found),
    Case("^\\p{L}\\s$", "a\u{A0}", .found), Case("^\\u{41}+\\s$", "AA\u{A0}", .found),
  ])
  func `white space is spelled out where it is an escape`(_ test: Case) throws {
    let pattern = try Pattern(test.pattern)
    #expect(search(pattern, Array(test.text.utf8)) == test.outcome)
  }

  @Test(arguments: [
    ("a(", 2), ("[a", 2), ("a{2,1}", 5), ("*", 0), ("(?<n>a)(?<n>b)", 12), ("\\p{Nonsense}", 12),
  ])
  func `what is no pattern has a reason and a place`(_ pattern: String, _ offset: Int) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(pattern) }
    #expect(!error.reason.isEmpty)
    #expect(error.offset == offset)
  }

  private func search(_ pattern: Pattern, _ text: [UInt8]) -> Pattern.Outcome {
    var steps = Pattern.stepLimit
    return pattern.search(text, steps: &steps)
  }

  @Test(arguments: [
    (#"\s+$"#, " ", "x"), ("[a-z]+\\.png", "a", "\u{1}g"), ("a*[bc]", "a", "d"),
    ("^(a+)+$", "a", "b"),
  ])
  func `a search of a long text costs at most the steps that are left`(
    _ pattern: String, _ many: String, _ last: String
  ) throws {
    var steps = Pattern.stepLimit
    let text = Array(String(repeating: many, count: 1_000_000).utf8) + Array(last.utf8)
    #expect(try Pattern(pattern).search(text, steps: &steps) == .tooCostly)
    #expect(steps < 0)
    // Nothing is left for the next one.
    #expect(try Pattern("ab").search(Array("ab".utf8), steps: &steps) == .tooCostly)
  }

  @Test(arguments: [
    ("(*ACCEPT)z", 1, "a verb"), ("(*UCP)^\\d$", 1, "a verb"), ("a(?C1)", 2, "(?C"),
    ("(?R)", 1, "(?R"), ("(?x)a", 1, "(?x"), ("(?i)a", 1, "(?i"), ("(?>a)", 1, "(?>"),
    ("a++b", 3, "a possessive quantifier"), ("a*+b", 3, "a possessive quantifier"),
    ("a?+b", 3, "a possessive quantifier"), ("a{2}+b", 5, "a possessive quantifier"),
    ("[[:alpha:]]", 2, "a POSIX class"), (#"\Qa\E"#, 2, #"\Q"#), (#"a\Z"#, 3, #"\Z"#),
    (#"\A"#, 2, #"\A"#), (#"\h"#, 2, #"\h"#), (#"\a"#, 2, #"\a"#),
  ])
  func `what only PCRE2 knows is refused`(_ pattern: String, _ offset: Int, _ what: String) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error.reason == "\(what) is no ECMA-262")
    #expect(error.offset == offset)
  }

  @Test(arguments: [
    "a+?b", "a??b", "a*?b", "a{1,2}?b", "(?:a)+", "(?=a)a", "(?!b)a", "(?<=a)b", "(?<!a)b",
    "(?<n>a)\\k<n>",
    "[+*?]+", #"\++"#, #"\*+"#, "[(*]", #"\(\*"#, "a|b+", "(a+)+", "^[^:]+$",
    #"\p{L}\P{N}\cJ\x41\u0041\-"#,
  ])
  func `what both know is taken`(_ pattern: String) throws {
    _ = try Pattern(pattern)
  }

  @Test func `a search that explodes is given up`() throws {
    let pattern = try Pattern("^(a+)+$")
    #expect(search(pattern, Array(repeating: UInt8(ascii: "a"), count: 20)) == .found)
    let hostile = Array(repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "b")]
    #expect(search(pattern, hostile) == .tooCostly)
  }
}

import Testing

@testable import MockCore

struct MatcherTests {
  /// A value that is as it has to be, in the language of stories and in JSON.
  @Test(arguments: [
    ("null", "null"), ("true", "true"), ("5", "5.0"), ("a", #""a""#), ("[]", "[]"),
    ("{}", #"{"a": 1}"#),
    ("{ a: 1 }", #"{"a": 1, "b": 2}"#), ("[1, { a: b }]", #"[1, {"a": "b", "c": 3}]"#),
    ("{ $type: \"null\" }", "null"), ("{ $type: boolean }", "false"), ("{ $type: integer }", "1e2"),
    ("{ $type: number }", "0.5"), ("{ $type: string }", #""""#), ("{ $type: array }", "[1]"),
    ("{ $type: object }", "{}"), ("{ $pattern: \"^[0-9a-f]+$\" }", #""0af""#), ("{ $min: 0 }", "0"),
    ("{ $max: 0 }", "-1"), ("{ $min: 0.5, $max: 0.5 }", "5e-1"), ("{ $one-of: [a, b] }", #""b""#),
    ("{ $not: a }", "null"), ("{ a: { $absent: true } }", "{}"),
    ("{ a: { $present: true } }", #"{"a": null}"#),
    ("{ a: { $one-of: [{ $absent: true }, 5] } }", "{}"),
    ("{ a: { $one-of: [{ $absent: true }, 5] } }", #"{"a": 5}"#),
    ("{ $only: { a: 1, b: { $absent: true } } }", #"{"a": 1}"#),
    ("{ $only: { a: 1, b: 2 } }", #"{"b": 2, "a": 1}"#),
    ("{ $in-order: { a: 1, b: 2 } }", #"{"a": 1, "b": 2}"#),
    ("{ $in-order: { a: 1, b: { $one-of: [{ $absent: true }, 2] }, c: 3 } }", #"{"a": 1, "c": 3}"#),
    ("{ $each: { $min: 1 } }", "[1, 2]"), ("{ $each: a }", "[]"), ("{ $count: 2 }", "[1, 2]"),
    ("{ $count: 1 }", #""😀""#),
    ("{ $count: { at-least: 0 } }", "[]"), ("{ $count: { at-least: 1, at-most: 2 } }", "[0]"),
    ("{ $type: array, $count: 1, $each: 5 }", "[5]"), ("\"${host}\"", "[1]"),
    ("\"a ${host}\"", #""a [1]""#),
  ])
  func `a value is as it has to be`(_ matcher: String, _ json: String) throws {
    let matcher = try #require(try AnswerExpectation("{ body: \(matcher) }").body)
    #expect(matcher.mismatches(try JSONValue(json), at: "body", try bindings()) == [])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let matcher: String
    let json: String
    let mismatches: [String]
    var testDescription: String { "\(matcher) of \(json)" }

    init(_ matcher: String, _ json: String, _ mismatches: String...) {
      (self.matcher, self.json, self.mismatches) = (matcher, json, mismatches)
    }
  }

  @Test(arguments: [
    Case("null", "0", "body: expected null, found 0"),
    Case("a", #""A""#, #"body: expected "a", found "A""#),
    Case("5", #""5""#, #"body: expected 5, found "5""#),
    Case("[1, 2]", "[1]", "body: expected an array of 2, found [1]"),
    Case("[1, 2]", "[1, 3]", "body/1: expected 2, found 3"),
    Case("[]", "{}", "body: expected an array of 0, found {}"),
    Case("{}", "[]", "body: expected an object with any members, found []"),
    Case("{ a: 1 }", "5", "body: expected an object with a, found 5"),
    Case(
      "{ a: 1, b: 2 }", "{}", "body/a: expected 1, found nothing",
      "body/b: expected 2, found nothing"),
    Case("{ a/b: { c~d: 1 } }", #"{"a/b": {"c~d": 2}}"#, "body/a~1b/c~0d: expected 1, found 2"),
    Case("{ $type: integer }", "0.5", "body: expected an integer, found 0.5"),
    Case("{ $type: \"null\" }", "{}", "body: expected null, found {}"),
    Case("{ $type: string }", "1", "body: expected a string, found 1"),
    Case("{ $pattern: ^a }", #""b""#, #"body: expected a text like ^a, found "b""#),
    Case(
      "{ $pattern: 1 }".replacing("1", with: "\"1\""), "1", "body: expected a text like 1, found 1"),
    Case("{ $min: 1, $max: 2.5 }", "3", "body: expected a number from 1 to 2.5, found 3"),
    Case("{ $min: 1 }", #""1""#, #"body: expected a number of at least 1, found "1""#),
    Case("{ $max: 1 }", "1.5", "body: expected a number of at most 1, found 1.5"),
    Case("{ $one-of: [a, 5] }", "6", #"body: expected one of "a", 5, found 6"#),
    Case("{ $not: a }", #""a""#, #"body: expected anything but "a", found "a""#),
    Case("{ a: { $not: a } }", "{}", #"body/a: expected anything but "a", found nothing"#),
    Case("{ a: { $absent: true } }", #"{"a": null}"#, "body/a: expected nothing, found null"),
    Case("{ a: { $present: true } }", "{}", "body/a: expected anything, found nothing"),
    Case("{ $only: { a: 1 } }", #"{"a": 1, "b": 2}"#, "body/b: expected no such member, found 2"),
    Case("{ $only: { a: 1 } }", "1", "body: expected an object of nothing but a, found 1"),
    Case("{ $only: { a: 1 } }", "{}", "body/a: expected 1, found nothing"),
    Case(
      "{ $in-order: { a: 1, b: 2 } }", #"{"b": 2, "a": 1}"#,
      "body: expected the order a, b, found b, a"),
    Case("{ $each: 1 }", "[1, 2, 3]", "body/1: expected 1, found 2", "body/2: expected 1, found 3"),
    Case("{ $each: 1 }", "1", "body: expected an array, each 1, found 1"),
    Case("{ $count: 2 }", "[1]", "body: expected 2 of them, found [1]"),
    Case("{ $count: { at-least: 0 } }", "1", "body: expected at least 0 of them, found 1"),
    Case(
      "{ $count: { at-most: 1 } }", #""ab""#, #"body: expected from 0 to 1 of them, found "ab""#),
    Case("{ $type: string, $count: 1 }", #""ab""#, #"body: expected 1 of them, found "ab""#),
    Case(
      "{ a: { $type: string, $count: 1 } }", "{}",
      "body/a: expected a string and 1 of them, found nothing"),
    Case("\"${host}\"", "1", "body: expected [1], found 1"),
    Case("\"a ${host}\"", "1", #"body: expected "a [1]", found 1"#),
  ])
  func `a mismatch says where, what was expected and what was found`(_ example: Case) throws {
    let matcher = try #require(try AnswerExpectation("{ body: \(example.matcher) }").body)
    let mismatches = matcher.mismatches(try JSONValue(example.json), at: "body", try bindings())
    #expect(mismatches.map(\.description) == example.mismatches)
  }

  @Test func `a long value is told in part`() {
    let value = JSONValue.string(Array(repeating: UInt8(ascii: "a"), count: 1000))
    let found = Matcher.kind(.null).mismatches(value, at: "body", Bindings())[0].found
    #expect(found == "\"" + String(repeating: "a", count: 199) + "… (1002 bytes)")
  }

  private func bindings() throws -> Bindings {
    var bindings = Bindings()
    bindings["host"] = try JSONValue("[1]")
    return bindings
  }
}

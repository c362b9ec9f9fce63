import Testing

@testable import MockCore

struct JSONValueTests {
  private func value(_ text: String) throws -> JSONValue {
    JSONValue(try JSONDocument(Array(text.utf8)), 0)
  }

  @Test func `every kind of value is kept`() throws {
    let all = try value(#"[null, true, false, 1e1, "a\n", [], {"k": {}, "k": 2}]"#)
    #expect(
      all
        == .array([
          .null, .bool(true), .bool(false), .number(JSONNumber(10)), .string(Array("a\n".utf8)),
          .array([]),
          .object([
            JSONValue.Member(key: Array("k".utf8), value: .object([])),
            JSONValue.Member(key: Array("k".utf8), value: .number(JSONNumber(2))),
          ]),
        ]))
  }

  @Test func `strings are equal by code points only`() throws {
    #expect(try value("\"\u{E9}\"") == value(#""\u00e9""#))
    #expect(try value("\"\u{E9}\"") != value("\"e\u{301}\""))
    #expect(try value("\"1K\"") != value("\"1\u{212A}\""))
  }

  @Test func `only a string has a text`() throws {
    #expect(try value(#""x""#).string == "x")
    for other in ["null", "true", "1", "[\"x\"]", "{\"x\":1}"] {
      #expect(try value(other).string == nil)
    }
  }

  struct Pair: Sendable, CustomTestStringConvertible {
    let a: String
    let b: String

    init(_ a: String, _ b: String) {
      self.a = a
      self.b = b
    }

    var testDescription: String { "\(a) and \(b)" }
  }

  @Test(arguments: [
    // Numbers by value.
    Pair("1", "1.0"), Pair("1", "10e-1"), Pair("0", "-0"), Pair("0.0", "0e9"), Pair("1e2", "100"),
    Pair("-1.50", "-15E-1"),
    Pair("12345678901234567890123", "1.2345678901234567890123e22"),
    // Objects whatever the order of their members, at every depth.
    Pair(#"{"a": 1, "b": 2}"#, #"{"b": 2, "a": 1}"#),
    Pair(#"[{"a": {"x": [], "y": 0}, "b": 2}]"#, #"[{"b": 2.0, "a": {"y": -0, "x": []}}]"#),
    Pair(#"{"\u0061": 1}"#, #"{"a": 1}"#), Pair(#"{"": 1, "b": 2}"#, #"{"b": 2, "": 1}"#),
    Pair("[]", "[ ]"), Pair("{}", "{ }"),
  ])
  func `equal values are equal, and alike as members of a set`(_ pair: Pair) throws {
    let (a, b) = (try value(pair.a), try value(pair.b))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(Set([a, b]).count == 1)
  }

  @Test(arguments: [
    Pair("1", "-1"), Pair("1", "1.0000000000000000000001"), Pair("1", "10"),
    Pair("0.1", "0.01"), Pair("0", "false"), Pair("1", "true"), Pair("1", #""1""#),
    Pair("null", "false"), Pair("null", "0"), Pair("null", #""""#), Pair("[]", "{}"),
    Pair("[]", "null"), Pair("true", "false"),
    // The order of elements counts.
    Pair("[1, 2]", "[2, 1]"), Pair("[1]", "[1, 1]"), Pair("[[]]", "[]"),
    Pair(#"{"a": 1}"#, #"{"a": 2}"#), Pair(#"{"a": 1}"#, #"{"b": 1}"#),
    Pair(#"{"a": 1}"#, #"{"A": 1}"#), Pair(#"{"a": 1, "b": 2}"#, #"{"a": 2, "b": 1}"#),
    Pair(#"{"a": 1}"#, #"{"a": 1, "b": null}"#), Pair("{}", #"{"a": null}"#),
    Pair(#"{"a": 1}"#, #"{"a": 1, "a": 1}"#),
    Pair("\"\u{E9}\"", "\"e\u{301}\""), Pair("{\"\u{E9}\": 1}", "{\"e\u{301}\": 1}"),
  ])
  func `different values are not equal`(_ pair: Pair) throws {
    #expect(try value(pair.a) != value(pair.b))
    #expect(try value(pair.b) != value(pair.a))
  }

  @Test(arguments: [
    Pair("null", "null"), Pair(" true ", "true"), Pair("false", "false"), Pair("[ ]", "[]"),
    Pair("{ }", "{}"), Pair("[1, [2,\n3], {}]", "[1,[2,3],{}]"),
    // The order of members stays, and a key that stands twice.
    Pair(#"{"b": 1, "a": {"c": null}, "b": 2}"#, #"{"b":1,"a":{"c":null},"b":2}"#),
    Pair(#""a\u0041\"\\\/\n\u0000é\ud83d\ude00""#, #""aA\"\\/\n\u0000é😀""#),
    Pair(#"{"\n\"": ""}"#, #"{"\n\"":""}"#),
    // Numbers in a form of their own.
    Pair("1.50", "1.5"), Pair("1e3", "1000"), Pair("-0", "0"), Pair("100.0", "100"),
    Pair("0.00001", "0.00001"), Pair("1e-9", "1e-9"), Pair("-12.5E+30", "-1.25e31"),
    Pair("[-1, 0.5]", "[-1,0.5]"),
  ])
  func `a value is written as JSON without blanks`(_ pair: Pair) throws {
    let json = try value(pair.a).json
    #expect(json == pair.b)
    #expect(try value(json) == value(pair.a))
  }
}

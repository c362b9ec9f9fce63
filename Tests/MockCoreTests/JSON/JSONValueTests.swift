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
}

import Testing

@testable import MockCore

struct ViolationTests {
  private func violation(
    _ path: [Violation.Step], didYouMean: String? = nil
  ) -> Violation {
    Violation(
      rule: .type, path: path, node: 0, expected: "e\n", received: "r", didYouMean: didYouMean)
  }

  @Test func `the pointer is that of RFC 6901`() {
    #expect(violation([]).pointer == "")
    #expect(violation([.key("a"), .index(0), .key("b")]).pointer == "/a/0/b")
    #expect(violation([.key("a/b"), .key("m~n"), .key("~1")]).pointer == "/a~1b/m~0n/~01")
    #expect(violation([.key("")]).pointer == "/")
    #expect(violation([.key("/\u{301}")]).pointer == "/~1\u{301}")
    #expect(violation([.key("c%d^e|f\\g\"h k")]).pointer == "/c%d^e|f\\g\"h k")
  }

  @Test func `a place has the name that a person would write`() {
    #expect(Violation.name(of: []) == "the body")
    #expect(Violation.name(of: [.key("image_urls"), .index(2)]) == "image_urls[2]")
    #expect(
      Violation.name(of: [.key("loras"), .index(0), .key("path"), .index(10)])
        == "loras[0].path[10]")
  }

  @Test func `a violation is written as the contract has it`() {
    var json: [UInt8] = []
    json.append(violation([.key("image_urls"), .index(2), .key("a\"b/c")]))
    #expect(
      String(decoding: json, as: UTF8.self)
        == #"{"loc":["body","image_urls",2,"a\"b/c"],"#
        + #""msg":"image_urls[2].a\"b/c must be e\n, received r","#
        + #""type":"type","pointer":"/image_urls/2/a\"b~1c","#
        + #""expected":"e\n","received":"r"}"#)
  }

  @Test func `a name that is near is written and only then`() {
    var json: [UInt8] = []
    json.append(violation([], didYouMean: "seed"))
    #expect(
      String(decoding: json, as: UTF8.self)
        == #"{"loc":["body"],"msg":"the body must be e\n, received r; did you mean 'seed'?","#
        + #""type":"type","pointer":"","#
        + #""expected":"e\n","received":"r","did_you_mean":"seed"}"#)
  }

  @Test func `rules are called by the keywords of the schema`() {
    #expect(
      Violation.Rule.allCases.map(\.rawValue) == [
        "required", "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format", "minItems",
        "maxItems", "uniqueItems", "anyOf", "oneOf", "not", "false", "unknown_property",
        "duplicate_key",
      ])
  }
}

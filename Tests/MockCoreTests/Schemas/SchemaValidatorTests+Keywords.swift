import Testing

@testable import MockCore

/// The keywords that RunComfy's schemas do not use and a user's own may.
extension SchemaValidatorTests {
  private static let odd = "an array of 2 items"

  @Test(arguments: [
    Case(#"{"const":"a"}"#, #""a""#), Case(#"{"const":1}"#, "1.0"),
    Case(#"{"const":1}"#, "true", Expected("/v", .const, "1", "true")),
    Case(#"{"const":null}"#, "null"),
    Case(#"{"const":null}"#, "0", Expected("/v", .const, "null", "0")),
    // Members have no order, elements have one.
    Case(#"{"const":{"a":1,"b":[1,2]}}"#, #"{"b":[1,2e0],"a":1.0}"#),
    Case(
      #"{"const":{"a":1,"b":[1,2]}}"#, #"{"a":1,"b":[2,1]}"#,
      Expected("/v", .const, #"{"a":1,"b":[1,2]}"#, "an object")),
    Case(
      #"{"const":"é"}"#, "\"e\u{301}\"", Expected("/v", .const, "é", "\"e\u{301}\"")),
    Case(#"{"enum":[{"a":[null]}]}"#, #"{"a":[null]}"#),
    Case(#"{"enum":[6,null]}"#, "null"),
  ])
  func `a constant is compared by value`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"type":"number","exclusiveMinimum":0}"#, "1e-999"),
    Case(
      #"{"exclusiveMinimum":0}"#, "0.0",
      Expected("/v", .exclusiveMinimum, "a number above 0", "0.0")),
    Case(
      #"{"exclusiveMinimum":-1.5}"#, "-2",
      Expected("/v", .exclusiveMinimum, "a number above -1.5", "-2")),
    Case(#"{"exclusiveMaximum":3}"#, "2.9999999999999999999999"),
    Case(
      #"{"exclusiveMaximum":3}"#, "30e-1",
      Expected("/v", .exclusiveMaximum, "a number below 3", "30e-1")),
    // Bounds of a number say nothing about anything else.
    Case(#"{"exclusiveMaximum":3}"#, #""x""#), Case(#"{"minimum":3}"#, "[]"),
  ])
  func `exclusive bounds leave out the bound`(_ test: Case) throws { try check(test) }

  private static func multiple(_ divisor: String, _ value: String, _ isOne: Bool = true) -> Case {
    let schema = #"{"multipleOf":\#(divisor)}"#
    guard !isOne else { return Case(schema, value) }
    let number = JSONNumber(divisor.utf8)
    return Case(
      schema, value, Expected("/v", .multipleOf, "a number divisible by \(number)", value))
  }

  @Test(arguments: [
    multiple("2", "10"), multiple("2", "7", false), multiple("1.5", "4.5"),
    multiple("1.5", "35", false),
    multiple("2", "0"), multiple("0.0001", "0.0075"), multiple("0.0001", "0.00751", false),
    // What binary floating point gets wrong.
    multiple("0.01", "0.07"), multiple("0.1", "1.1"), multiple("0.01", "19.99"),
    multiple("0.3", "0.9"),
    multiple("0.01", "4.015", false),
    // Without expanding anything.
    multiple("0.5", "1e999999999"), multiple("3", "1e999999999", false),
    multiple("7", "21e400000000"),
    multiple("1e10", "1e9", false), multiple("1e-10", "-1e9"), multiple("1e-999999999", "1"),
    multiple("1", "1e-999999999", false),
    multiple("9223372036854775807", "85070591730234615847396907784232501249"),
    multiple("9223372036854775807", "85070591730234615847396907784232501250", false),
    multiple("9999999999999999999", "99999999999999999990"),
    multiple("1", "123456789012345678901234567890.5", false),
    multiple("12", "123456789012345678901234567896"),
  ])
  func `multiples are exact`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"minLength":2}"#, #""ab""#), Case(#"{"minLength":2}"#, "5"),
    Case(#"{"minLength":1}"#, #""""#, Expected("/v", .minLength, "at least 1 character", #""""#)),
    // One emoji is one code point, a letter with an accent of its own two.
    Case(
      #"{"minLength":2}"#, #""😀""#, Expected("/v", .minLength, "at least 2 characters", #""😀""#)),
    Case(
      #"{"minLength":2}"#, #""\ud83d\ude00""#,
      Expected("/v", .minLength, "at least 2 characters", #""\ud83d\ude00""#)),
    Case(#"{"minLength":2}"#, "\"e\u{301}\""),
    Case(
      #"{"minLength":3,"maxLength":3,"pattern":"^a"}"#, #""bc""#,
      Expected("/v", .minLength, "at least 3 characters", #""bc""#),
      Expected("/v", .pattern, "text that matches ^a", #""bc""#)),
  ])
  func `a minimum length counts code points`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"type":"string","pattern":"^[a-z]+$"}"#, #""abc""#),
    Case(#"{"pattern":"b"}"#, #""abc""#), Case(#"{"pattern":"b"}"#, "7"),
    Case(#"{"pattern":"^\\u00e9$"}"#, #""\u00E9""#),
    Case(
      #"{"pattern":"^[a-z]+$"}"#, #""abc\n""#,
      Expected("/v", .pattern, "text that matches ^[a-z]+$", #""abc\n""#)),
    Case(
      #"{"pattern":"^(a+)+$"}"#, #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab""#,
      Expected(
        "/v", .pattern,
        "text that is found to match ^(a+)+$ within the steps that are allowed",
        #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab""#)),
  ])
  func `patterns are held and never hang`(_ test: Case) throws { try check(test) }

  private static func twice(_ a: Int, _ b: Int, _ value: String) -> Case {
    Case(
      #"{"uniqueItems":true}"#, value,
      Expected(
        "/v", .uniqueItems, "items that all differ", "items \(a) and \(b) that are equal"))
  }

  @Test(arguments: [
    Case(#"{"uniqueItems":true}"#, #"[1,"1",true,[1],{"a":1},null]"#),
    Case(#"{"uniqueItems":true}"#, #"[{"a":1,"b":2},{"a":2,"b":1}]"#),
    Case(#"{"uniqueItems":true}"#, #"[0,false,1,true,[],{},"",null]"#),
    Case(#"{"uniqueItems":false}"#, "[1,1]"), Case(#"{"uniqueItems":true}"#, #""aa""#),
    twice(0, 2, "[1,2,1]"), twice(1, 2, "[2,10,1e1]"), twice(0, 1, "[0,-0.0]"),
    twice(0, 1, #"["a","\u0061"]"#), twice(0, 1, #"[{"a":1,"b":[2]},{"b":[2.0],"a":1}]"#),
    twice(0, 1, "[null,null,null]"),
  ])
  func `unique items differ by value`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"type":["string","null"]}"#, "null"), Case(#"{"type":["string","null"]}"#, #""x""#),
    Case(#"{"type":["string","null"]}"#, "1", Expected("/v", .type, "a string or null", "1")),
    Case(
      #"{"type":["integer","boolean"]}"#, "1.5",
      Expected("/v", .type, "an integer or true or false", "1.5")),
    Case(#"{"type":["integer","number"]}"#, "1.5"), Case(#"{"type":["integer","float"]}"#, "1.5"),
    Case(#"{"type":"null"}"#, "null"),
    Case(#"{"type":"null"}"#, "0", Expected("/v", .type, "null", "0")),
    Case(#"{"type":["array","string"],"maxLength":1,"maxItems":1}"#, "[1]"),
    Case(
      #"{"type":["array","string"],"maxLength":1,"maxItems":1}"#, "[1,2]",
      Expected("/v", .maxItems, "at most 1 item", odd)),
  ])
  func `a list of types takes each of them`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case("true", "[1,null]"), Case("false", "1", Expected("/v", .nothing, "absent", "1")),
    Case(#"{"items":false}"#, "[]"),
    Case(#"{"items":false}"#, "[7]", Expected("/v/0", .nothing, "absent", "7")),
  ])
  func `true takes everything and false nothing`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"properties":{"a":{}},"additionalProperties":true}"#, #"{"b":1}"#),
    Case(#"{"additionalProperties":{"type":"integer"}}"#, #"{"b":1,"c":2}"#),
    Case(
      #"{"properties":{"a":{}},"additionalProperties":{"type":"integer"}}"#, #"{"a":"x","b":"y"}"#,
      Expected("/v/b", .type, "an integer", #""y""#)),
    Case(
      #"{"properties":{"seed":{}},"additionalProperties":false}"#, #"{"sead":1}"#,
      Expected("/v/sead", .unknownProperty, "one of seed", #""sead""#, didYouMean: "seed")),
    Case(
      #"{"additionalProperties":false}"#, #"{"a":1}"#,
      Expected("/v/a", .unknownProperty, "no further property", #""a""#)),
    // A schema that names nothing takes any name, and what no value may have is still found in it.
    Case(
      "{}", #"{"a":{"b":1,"b":2}}"#,
      Expected("/v/a/b", .duplicateKey, "each key once", "the key again")),
    Case(
      "{}", #"[[{"b":1,"b":2}]]"#,
      Expected("/v/0/0/b", .duplicateKey, "each key once", "the key again")),
    Case(
      #"{"properties":{"x":{}}}"#, #"{"a":{"b":1,"b":2}}"#,
      Expected("/v/a", .unknownProperty, "one of x", "\"a\""),
      Expected("/v/a/b", .duplicateKey, "each key once", "the key again")),
    Case(
      #"{"additionalProperties":{}}"#, #"{"a":{"b":1,"b":2}}"#,
      Expected("/v/a/b", .duplicateKey, "each key once", "the key again")),
  ])
  func `additional properties are what the schema says`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(whole: #"{"type":"object","required":["a","b"]}"#, #"{"a":1,"b":2,"c":3}"#),
    Case(
      whole: #"{"type":"object","properties":{"a":{}}}"#, #"{"":1}"#,
      Expected("/", .unknownProperty, "one of a", #""""#)),
    Case(
      whole: #"{"additionalProperties":false,"allOf":[{"properties":{"b":{}}}]}"#, #"{"b":1}"#,
      Expected("/b", .unknownProperty, "no further property", #""b""#)),
  ])
  func `names that are only required shut no other out`(_ test: Case) throws { try check(test) }

  @Test func `a message names an empty key, and what a constant is`() throws {
    let schema = #"{"type":"object","properties":{"a":{"const":{"x":1}},"b":{"const":" "}}}"#
    let validator = try Self.validator(schema, #"{"":1,"a":{"x":2},"b":""}"#)
    #expect(
      validator.violations.map(\.message) == [
        "'' is not an input of this model", #"a must be {"x":1}, received an object"#,
        #"b must be " ", received """#,
      ])
  }

  @Test func `long lists are cut and names are found in them`() throws {
    let properties = (0..<200).map { "\"p\($0)\":{}" }.joined(separator: ",")
    let schema = "{\"type\":\"object\",\"properties\":{\(properties)}}"
    let validator = try Self.validator(schema, #"{"p199":1,"p\u0030":1,"zz":1}"#)
    let violation = try #require(validator.violations.first)
    #expect(validator.count == 1 && violation.pointer == "/zz")
    #expect(violation.expected.hasSuffix("p49, … (200 in all)"))
  }

  @Test func `a profile can accept null and duplicate keys`() throws {
    let schema = #"{"type":"object","properties":{"v":{"type":"string"}}}"#
    var leniency = SchemaValidator.Leniency()
    leniency.acceptsNull = true
    #expect(try Self.validator(schema, #"{"v":null}"#, leniency).count == 0)
    #expect(try Self.validator(schema, #"{"v":1}"#, leniency).count == 1)
    leniency.acceptsDuplicateKeys = true
    #expect(try Self.validator(schema, #"{"v":"a","v":"b","x":1,"x":2}"#, leniency).count == 2)
    #expect(try Self.validator(schema, #"{"v":"a","v":5}"#, leniency).count == 1)
    let open = #"{"type":"object","additionalProperties":{"type":"integer"}}"#
    #expect(try Self.validator(open, #"{"x":1,"x":"bad"}"#, leniency).count == 1)
    // Of a list of URIs too, and not where a match is what must not be.
    let uris = #"{"type":"object","properties":{"v":{"type":"array","format":"image_uris"}}}"#
    #expect(try Self.validator(uris, #"{"v":[null]}"#, leniency).count == 0)
    let not = #"{"type":"object","properties":{"v":{"not":{"type":"string"}}}}"#
    #expect(try Self.validator(not, #"{"v":null}"#, leniency).count == 0)
  }
}

import Testing

@testable import MockCore

extension SchemaValidatorTests {
  @Test(arguments: [
    Case(#"{"allOf":[{"minimum":1},{"maximum":3}]}"#, "2"),
    Case(
      #"{"allOf":[{"minimum":1},{"maximum":3}]}"#, "4",
      Expected("/v", .maximum, "a number of at most 3", "4")),
    // What two of them find is one violation.
    Case(
      #"{"type":"integer","allOf":[{"type":"integer"},{"type":"integer"}]}"#, #""x""#,
      Expected("/v", .type, "an integer", #""x""#)),
    Case(
      #"{"allOf":[{"type":"integer"},{"type":"integer"}]}"#, #""x""#,
      Expected("/v", .type, "an integer", #""x""#)),
    Case(
      #"{"allOf":[true,{"allOf":[{"type":"string"}]}]}"#, "1",
      Expected("/v", .type, "a string", "1")),
  ])
  func `allOf wants all, and says what each misses`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#, "1"),
    Case(
      #"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#, "[]",
      Expected("/v", .anyOf, "a string or an integer", "an array of 0 items")),
    // The one of the value's type was meant, so the place is exact.
    Case(
      #"{"anyOf":[{"type":"string"},{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}]}"#,
      #"{"a":"x"}"#, Expected("/v/a", .type, "an integer", #""x""#)),
    Case(
      #"{"anyOf":[{"type":"string"},{"type":"object","required":["a"],"properties":{"a":{}}}]}"#,
      "{}", Expected("/v/a", .required, "a value", "nothing")),
    Case(
      #"{"anyOf":[{"minimum":5},{"maximum":1}]}"#, "3",
      Expected("/v", .anyOf, "a number of at least 5 or a number of at most 1", "3")),
    Case(
      #"{"anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}]}"#, "{}",
      Expected("/v", .anyOf, "a match of one of 2 alternatives", "an object")),
    Case(#"{"anyOf":[false,{"type":"string"}]}"#, #""a""#),
    Case(#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "null"),
  ])
  func `anyOf wants one`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"oneOf":[{"multipleOf":3},{"multipleOf":5}]}"#, "9"),
    Case(
      #"{"oneOf":[{"multipleOf":3},{"multipleOf":5}]}"#, "15",
      Expected("/v", .oneOf, "a match of exactly one of 2 alternatives", "15, which matches 2")),
    Case(
      #"{"oneOf":[{"multipleOf":3},{"multipleOf":5}]}"#, "7",
      Expected("/v", .oneOf, "a number divisible by 3 or a number divisible by 5", "7")),
    Case(
      #"{"oneOf":[{"type":"string"},{"type":"integer","minimum":1}]}"#, "0",
      Expected("/v", .minimum, "an integer of at least 1", "0")),
  ])
  func `oneOf wants exactly one`(_ test: Case) throws { try check(test) }

  @Test(arguments: [
    Case(#"{"not":{"type":"string"}}"#, "1"),
    Case(
      #"{"not":{"type":"string"}}"#, #""x""#, Expected("/v", .not, "anything but a string", #""x""#)
    ),
    Case(
      #"{"not":{"enum":["a","b"]}}"#, #""a""#,
      Expected("/v", .not, "anything but one of a, b", #""a""#)),
    Case(#"{"not":{"not":{"type":"string"}}}"#, #""x""#),
    Case(
      #"{"not":{"not":{"type":"string"}}}"#, "1",
      Expected("/v", .not, "anything that does not match the schema under not", "1")),
    Case(#"{"not":true}"#, "1", Expected("/v", .not, "anything but a value", "1")),
    // Not even a name that is unknown saves a value from matching.
    Case(
      #"{"additionalProperties":true,"not":{"properties":{"a":{"properties":{"b":{"const":1}}}}}}"#,
      #"{"a":{"b":1,"c":2}}"#,
      Expected("/v", .not, "anything that does not match the schema under not", "an object")),
    Case(
      #"{"not":{"anyOf":[{"type":"string"},{"type":"null"}]}}"#, "null",
      Expected("/v", .not, "anything that does not match the schema under not", "null")),
  ])
  func `not wants no match`(_ test: Case) throws { try check(test) }

  private static let parts =
    #"{"properties":{"a":{"type":"integer"}},"allOf":[{"properties":{"b":{"type":"string"}}}],"#
    + #""anyOf":[{"properties":{"c":{}},"required":["c"]},{"required":["a"]}]}"#

  @Test(arguments: [
    Case(parts, #"{"a":1,"b":"x","c":[]}"#), Case(parts, #"{"a":1}"#),
    Case(parts, #"{"a":1,"b":2}"#, Expected("/v/b", .type, "a string", "2")),
    Case(parts, #"{"a":1,"d":2}"#, Expected("/v/d", .unknownProperty, "one of a, b, c", #""d""#)),
    Case(
      parts, #"{"a":1,"a":1,"b":""}"#,
      Expected("/v/a", .duplicateKey, "each key once", "the key again")),
    // One of them says itself what becomes of other names.
    Case(
      #"{"properties":{"a":{}},"allOf":[{"additionalProperties":{"type":"integer"}}]}"#,
      #"{"b":1}"#),
    Case(
      #"{"properties":{"a":{}},"allOf":[{"additionalProperties":{"type":"integer"}}]}"#,
      #"{"b":"x"}"#, Expected("/v/b", .type, "an integer", #""x""#)),
    Case(
      #"{"properties":{"a":{}},"allOf":[{"properties":{"b":{}},"additionalProperties":false}]}"#,
      #"{"a":1,"b":1}"#, Expected("/v/a", .unknownProperty, "one of b", #""a""#)),
  ])
  func `names are known when any of the combined schemas knows them`(_ test: Case) throws {
    try check(test)
  }

  private static let nested =
    #"{"properties":{"a":{"properties":{"x":{},"y":{}}}},"#
    + #""allOf":[{"properties":{"a":{"required":["x"]}}}]}"#

  @Test(arguments: [
    Case(nested, #"{"a":{"x":1,"y":2}}"#),
    Case(nested, #"{"a":{"y":2}}"#, Expected("/v/a/x", .required, "a value", "nothing")),
    Case(
      nested, #"{"a":{"x":1,"z":2}}"#,
      Expected("/v/a/z", .unknownProperty, "one of x, y", #""z""#)),
    Case(
      #"{"allOf":[{"properties":{"a":{"properties":{"x":{}}}}},{"properties":{"a":{"properties":{"y":{}}}}}]}"#,
      #"{"a":{"x":1,"y":2}}"#),
    Case(
      #"{"items":{"properties":{"x":{},"y":{}}},"allOf":[{"items":{"required":["x"]}}]}"#,
      #"[{"x":1,"y":2}]"#),
    Case(
      #"{"additionalProperties":{"type":"object"},"anyOf":[{"properties":{"a":{"properties":{"x":{}}}}}]}"#,
      #"{"a":{"z":1}}"#),
  ])
  func `what combined schemas say of a value inside does not shut out what others say`(
    _ test: Case
  ) throws {
    try check(test)
  }

  @Test func `alternatives inside alternatives are each tried once`() throws {
    // 2^28 trials would take minutes.
    let depth = 28
    let schema =
      String(repeating: #"{"anyOf":["#, count: depth) + #"{"type":"string","maxLength":1}"#
      + String(repeating: "]}", count: depth)
    let validator = try Self.validator(
      #"{"type":"object","properties":{"v":\#(schema)}}"#, #"{"v":"xx"}"#)
    #expect(validator.violations.map(\.rule) == [.maxLength])
  }

  @Test func `what two schemas find is counted once beyond the bound too`() throws {
    let elements = Array(repeating: "\"x\"", count: 1200).joined(separator: ",")
    let integers = #"{"items":{"type":"integer"}}"#
    let validator = try Self.validator(
      #"{"type":"object","properties":{"v":{"allOf":[\#(integers),\#(integers)]}}}"#,
      "{\"v\":[\(elements)]}")
    #expect(validator.count == 1200)
    #expect(validator.violations.count == 1000)
  }

  @Test func `what is tried and fails leaves no trace`() throws {
    let validator = try Self.validator(
      #"{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"array"}],"not":{"minItems":9}}"#,
      "[1,2,3]")
    #expect(validator.count == 0)
    #expect(validator.violations == [])
  }
}

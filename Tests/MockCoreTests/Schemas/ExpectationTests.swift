import Testing

@testable import MockCore

struct ExpectationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let schema: String
    let words: String

    init(_ schema: String, _ words: String) {
      self.schema = schema
      self.words = words
    }

    var testDescription: String { schema }
  }

  @Test(arguments: [
    Case("{}", "a value"), Case(#"{"type":"object"}"#, "an object"),
    Case(#"{"type":"array"}"#, "an array"), Case(#"{"type":"string"}"#, "a string"),
    Case(#"{"type":"integer"}"#, "an integer"), Case(#"{"type":"number"}"#, "a number"),
    Case(#"{"type":"float"}"#, "a number"), Case(#"{"type":"boolean"}"#, "true or false"),
    Case(#"{"type":"string","format":"image_uri"}"#, "an absolute https: URL or a data: URI"),
    Case(#"{"type":"integer","minimum":1,"maximum":5e1}"#, "an integer from 1 to 50"),
    Case(#"{"type":"float","minimum":0.5}"#, "a number of at least 0.5"),
    Case(#"{"type":"float","maximum":-2}"#, "a number of at most -2"),
    Case(#"{"exclusiveMinimum":0}"#, "a number above 0"),
    Case(
      #"{"type":"number","exclusiveMinimum":0,"maximum":1,"multipleOf":0.10}"#,
      "a number of at most 1 and above 0 and divisible by 0.1"),
    Case(#"{"type":"integer","exclusiveMaximum":9}"#, "an integer below 9"),
    Case(#"{"type":["string","null"]}"#, "a string or null"),
    Case(#"{"type":["integer","string"],"minimum":1}"#, "an integer of at least 1 or a string"),
    Case(#"{"type":["string","null","number","float"]}"#, "a string, null or a number"),
    Case(#"{"const":"a"}"#, "a"), Case("false", "absent"), Case("true", "a value"),
    Case(#"{"type":"string","enum":["1:1","16:9"]}"#, "one of 1:1, 16:9"),
    Case(#"{"enum":[1,2.50,true,null,[],{}]}"#, "one of 1, 2.5, true, null, [], {}"),
  ])
  func `an expectation ends the sentence that says must be`(_ test: Case) throws {
    #expect(Expectation.of(try Schema.compiled(test.schema).schema) == test.words)
  }
}

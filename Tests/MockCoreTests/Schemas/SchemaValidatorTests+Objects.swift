import Testing

@testable import MockCore

extension SchemaValidatorTests {
  private static let schema =
    #"{"type":"object","required":["prompt","seed"],"properties":{"#
    + #""prompt":{"type":"string","default":"x"},"seed":{"type":"integer"},"#
    + #""loras":{"type":"array","items":{"type":"object","required":["path"],"properties":"#
    + #"{"path":{"type":"string"},"a/b~c":{"type":"float"}}}}}}"#

  private static let names = "one of prompt, seed, loras"

  @Test(arguments: [
    Case(whole: schema, #"{"prompt":"p","seed":1}"#),
    // Required, with a default too; in the order of the schema, where they would stand.
    Case(
      whole: schema, "{}", Expected("/prompt", .required, "a string", "nothing"),
      Expected("/seed", .required, "an integer", "nothing")),
    Case(
      whole: schema, #"{"seed":1}"#, Expected("/prompt", .required, "a string", "nothing")),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"loras":[{"path":"x"},{}]}"#,
      Expected("/loras/1/path", .required, "a string", "nothing")),
    // Unknown names, with the nearest known one.
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"sead":2}"#,
      Expected("/sead", .unknownProperty, names, #""sead""#, didYouMean: "seed")),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"Prompt":2}"#,
      Expected("/Prompt", .unknownProperty, names, #""Prompt""#, didYouMean: "prompt")),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"colour":null}"#,
      Expected("/colour", .unknownProperty, names, #""colour""#)),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"":0}"#,
      Expected("/", .unknownProperty, names, #""""#)),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"loras":[{"path":"x","a/b~":1}]}"#,
      Expected(
        "/loras/0/a~1b~0", .unknownProperty, "one of path, a/b~c", #""a/b~""#, didYouMean: "a/b~c")),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"loras":[{"path":"x","a/b~c":""}]}"#,
      Expected("/loras/0/a~1b~0c", .type, "a number", #""""#)),
    // Keys are compared as what they mean, by code points.
    Case(whole: schema, #"{"\u0070rompt":"p","seed":1}"#),
    // Duplicates: of a known key, of an unknown one, spelt alike or not; each value is held.
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"seed":2}"#,
      Expected("/seed", .duplicateKey, "each key once", "the key again")),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"s\u0065ed":"x"}"#,
      Expected("/seed", .duplicateKey, "each key once", "the key again"),
      Expected("/seed", .type, "an integer", #""x""#)),
    Case(
      whole: schema, #"{"prompt":"p","seed":1,"zz":1,"zz":1,"zz":1}"#,
      Expected("/zz", .unknownProperty, names, #""zz""#),
      Expected("/zz", .duplicateKey, "each key once", "the key again"),
      Expected("/zz", .duplicateKey, "each key once", "the key again")),
    // A name that is required but not described is known and takes any value.
    Case(whole: #"{"type":"object","required":["x"],"properties":{"y":{}}}"#, #"{"x":[1]}"#),
    Case(whole: #"{"type":"object","required":["x"],"properties":{"y":{}}}"#, #"{"x":null}"#),
    Case(
      whole: #"{"type":"object","required":["x"],"properties":{"y":{}}}"#, "{}",
      Expected("/x", .required, "a value", "nothing")),
    // A schema that names properties is strict without the word object, too.
    Case(
      whole: #"{"properties":{"prompt":{"type":"string"}}}"#, #"{"promt":"x"}"#,
      Expected("/promt", .unknownProperty, "one of prompt", #""promt""#, didYouMean: "prompt")),
    // The body as a whole.
    Case(whole: schema, "[]", Expected("", .type, "an object", "an array of 0 items")),
  ])
  func `objects are held strictly`(_ test: Case) throws {
    let validator = try Self.validator(test.schema, test.body)
    #expect(validator.violations.map { Expected($0) } == test.expected)
    #expect(validator.count == test.expected.count)
  }

  @Test func `a profile can accept unknown properties but not duplicates`() throws {
    var leniency = SchemaValidator.Leniency()
    leniency.acceptsUnknownProperties = true
    let validator = try Self.validator(
      Self.schema, #"{"prompt":"p","seed":1,"zz":1,"zz":2}"#, leniency)
    #expect(validator.violations.map(\.rule) == [.duplicateKey])
  }

  struct Message: Sendable, CustomTestStringConvertible {
    let body: String
    let message: String

    init(_ body: String, _ message: String) {
      self.body = body
      self.message = message
    }

    var testDescription: String { message }
  }

  @Test(arguments: [
    Message("{}", "prompt is required"),
    Message(#"{"prompt":5}"#, "prompt must be a string, received 5"),
    Message(
      #"{"prompt":"p","sede":5}"#, "sede is not an input of this model; did you mean 'seed'?"),
    Message(#"{"prompt":"p","x":5}"#, "x is not an input of this model"),
    Message(#"{"prompt":"p","prompt":"q"}"#, "prompt stands twice"),
    Message(
      #"{"prompt":"p","format":"pmg"}"#,
      #"format must be one of png, webp, received "pmg"; did you mean 'png'?"#),
    Message(#"{"prompt":"p","list":[1]}"#, "list[0] must be true or false, received 1"),
    Message(
      #"{"prompt":"p","list":[true,true]}"#,
      "list must have at most 1 item, received an array of 2 items"),
    Message("7", "the body must be an object, received 7"),
  ])
  func `a message says what, what was expected and what was received`(_ test: Message) throws {
    let schema =
      #"{"type":"object","required":["prompt"],"properties":{"prompt":{"type":"string"},"#
      + #""seed":{"type":"integer"},"format":{"type":"string","enum":["png","webp"]},"#
      + #""list":{"type":"array","maxItems":1,"items":{"type":"boolean"}}}}"#
    let validator = try Self.validator(schema, test.body)
    #expect(validator.violations.map(\.message) == [test.message])
  }

  @Test(arguments: [77, 78, 79, 200])
  func `what was received is cut where it is long`(_ length: Int) throws {
    let schema = #"{"type":"object","properties":{"v":{"type":"integer"}}}"#
    let text = "\"" + String(repeating: "x", count: length) + "\""
    let validator = try Self.validator(schema, "{\"v\":\(text)}")
    let received = try #require(validator.violations.first).received
    if length + 2 <= 80 {
      #expect(received == text)
    } else {
      #expect(received == text.prefix(77) + "… (\(length + 2) bytes)")
    }
  }

  @Test(arguments: 0...3)
  func `a cut never goes through a character`(_ offset: Int) throws {
    let schema = #"{"type":"object","properties":{"v":{"type":"integer"}}}"#
    let text = String(repeating: "x", count: offset) + String(repeating: "😀", count: 40)
    let validator = try Self.validator(schema, "{\"v\":\"\(text)\"}")
    let received = try #require(validator.violations.first).received
    #expect(!received.unicodeScalars.contains("\u{FFFD}"), "\(received)")
  }

  // MARK: The bound

  @Test(arguments: [999, 1000, 1001, 5000])
  func `at most a thousand violations are listed and all are counted`(_ number: Int) throws {
    let schema = #"{"type":"object","properties":{"v":{"type":"array","items":{"type":"string"}}}}"#
    let elements = Array(repeating: "1", count: number).joined(separator: ",")
    let validator = try Self.validator(schema, "{\"v\":[\(elements)]}")
    #expect(validator.count == number)
    #expect(validator.violations.count == min(number, 1000))
    #expect(validator.violations.last?.pointer == "/v/\(min(number, 1000) - 1)")
  }

  @Test func `violations of every kind count towards the bound`() throws {
    let members = (0..<600).map { "\"k\($0)\":1,\"k\($0)\":1" }.joined(separator: ",")
    let schema = #"{"type":"object","required":["p"],"properties":{"p":{"type":"string"}}}"#
    let validator = try Self.validator(schema, "{\(members)}")
    #expect(validator.count == 1201)
    #expect(validator.violations.count == 1000)
  }
}

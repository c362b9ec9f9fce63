import MockCore
import Testing

struct ModelFileTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    let file: String
    let problems: [String]

    init(_ file: String, _ problems: String...) {
      self.file = file
      self.problems = problems
    }

    var testDescription: String { file }
  }

  private static let keys =
    "$schema, model_id, display_name, description, categories, kind, output_type, base_price_usd, "
    + "price_unit, pricing_note, model_url, provenance, input_schema"

  private static let head = #"{"model_id": "a/b", "output_type": "image", "input_schema": {}"#

  static let bad: [Bad] = [
    Bad("", "m.json:1:1: error: not JSON: a value was expected, but the text is empty"),
    Bad("{\n  \"a\": tru}", "m.json:2:8: error: not JSON: a value was expected, found 't'"),
    Bad("[]", "m.json:1:1: error: expected an object"),
    Bad(
      "{}", "m.json:1:1: error: model_id: the key is missing",
      "m.json:1:1: error: output_type: the key is missing",
      "m.json:1:1: error: input_schema: the key is missing"),
    Bad(
      head + #", "display-name": "x"}"#,
      "m.json:1:65: error: display-name: unknown key; did you mean 'display_name'?"),
    Bad(
      head + ",\n \"colour\": 1}",
      "m.json:2:2: error: colour: unknown key; expected one of \(keys)"),
    Bad(
      #"{"model_id": "a", "output_type": "image", "input_schema": {}}"#,
      "m.json:1:14: error: model_id: expected 2 to 5 segments of [A-Za-z0-9._-] joined by slashes"),
    Bad(
      #"{"model_id": "a/b", "output_type": "picture", "input_schema": {}}"#,
      "m.json:1:36: error: output_type: unknown value 'picture'; expected one of image, video, audio"
    ),
    Bad(head + #", "kind": 5}"#, "m.json:1:73: error: kind: expected a string"),
    Bad(head + #", "description": null}"#, "m.json:1:80: error: description: expected a string"),
    Bad(
      head + #", "categories": "x"}"#,
      "m.json:1:79: error: categories: expected an array"),
    Bad(
      head + #", "categories": ["x", 1]}"#,
      "m.json:1:85: error: categories[1]: expected a string"),
    Bad(head + #", "kind": "a", "kind": "b"}"#, "m.json:1:78: error: kind: the key stands twice"),
    Bad(
      #"{"model_id": 5, "output_type": 6, "input_schema": {}}"#,
      "m.json:1:14: error: model_id: expected a string",
      "m.json:1:32: error: output_type: expected a string, one of image, video, audio"),
    Bad(
      #"{"model_id": "a/b", "output_type": "image", "input_schema": {"type": "array"}}"#,
      "m.json:1:61: error: input_schema: no body can match: it is always an object"),
    Bad(
      #"{"model_id": "a/b", "output_type": "image", "input_schema": false}"#,
      "m.json:1:61: error: input_schema: no body can match: it is always an object"),
    Bad(
      head + #", "base_price_usd": -0.01}"#,
      "m.json:1:83: error: base_price_usd: expected a number of at least 0"),
    Bad(
      head + #", "base_price_usd": "1"}"#,
      "m.json:1:83: error: base_price_usd: expected a number"),
    Bad(
      "{\"model_id\": \"a/b\", \"output_type\": \"image\",\n"
        + "\"input_schema\": {\"type\": \"object\", \"properties\": {\n"
        + "  \"seed\": {\"type\": \"strng\"}, \"n\": {\"minmum\": 1}}}}",
      "m.json:3:20: error: input_schema.properties.seed.type: unknown value 'strng'; "
        + "did you mean 'string'?",
      "m.json:3:36: error: input_schema.properties.n.minmum: unknown keyword; "
        + "did you mean 'minimum'?"),
    Bad(
      #"{"model_id": "a/b", "output_type": "image", "input_schema": 1}"#,
      "m.json:1:61: error: input_schema: expected an object"),
  ]

  @Test(arguments: bad)
  func `a bad file is refused with everything that is wrong`(_ bad: Bad) throws {
    guard case .failure(let error) = ModelFile.model(Array(bad.file.utf8), file: "m.json") else {
      Issue.record("it was taken")
      return
    }
    #expect(error.problems.map(\.description) == bad.problems)
    #expect("\(error)" == bad.problems.joined(separator: "\n"))
  }

  @Test func `every key of a file arrives in the model`() throws {
    let model = try Model.made(
      #"""
      {"$schema": "x", "model_id": "v/m", "display_name": "D", "description": "E", "categories": ["x", "y"],
       "kind": "workflow", "output_type": "audio", "base_price_usd": 0.50, "price_unit": "u",
       "pricing_note": "n", "model_url": "https://e/", "provenance": {"any": ["thing"]},
       "input_schema": {"type": "object", "required": ["prompt"]}}
      """#)
    #expect(model.id == "v/m")
    #expect(model.displayName == "D")
    #expect(model.description == "E")
    #expect(model.categories == ["x", "y"])
    #expect(model.kind == "workflow")
    #expect(model.outputType == .audio)
    #expect(model.basePriceUSD == "0.50")
    #expect(model.priceUnit == "u")
    #expect(model.pricingNote == "n")
    #expect(model.modelURL == "https://e/")
    #expect(model.schema.property("prompt")?.isRequired == true)
    #expect(model.warnings == [])
  }

  @Test func `what is probably not meant is a warning of the model`() throws {
    let model = try Model.made(
      #"{"model_id":"a/b","output_type":"image","input_schema":{"required":["b"],"properties":{"a":{}}}}"#
    )
    #expect(
      model.warnings.map(\.description) == [
        "m.json:1:69: warning: input_schema.required[0]: 'b' is not among the properties, so any value "
          + "is taken for it"
      ])
  }

  @Test(arguments: Model.OutputType.allCases)
  func `each output type is known by its word`(_ type: Model.OutputType) throws {
    let model = try Model.made(
      #"{"model_id":"a/b","output_type":"\#(type)","input_schema":{}}"#)
    #expect(model.outputType == type)
  }
}

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

  /// A few; the other messages stand in `fixtures/bad/models`.
  static let bad: [Bad] = [
    Bad("", "m.json:1:1: error: not JSON: a value was expected, but the text is empty"),
    Bad("{\n  \"a\": tru}", "m.json:2:8: error: not JSON: a value was expected, found 't'"),
    Bad("[]", "m.json:1:1: error: expected an object"),
    Bad(
      "{}", "m.json:1:1: error: model_id: the key is missing",
      "m.json:1:1: error: output_type: the key is missing",
      "m.json:1:1: error: input_schema: the key is missing"),
    Bad(
      "{\"model_id\": \"a/b\", \"output_type\": \"image\",\n"
        + "\"input_schema\": {\"type\": \"object\", \"properties\": {\n"
        + "  \"seed\": {\"type\": \"strng\"}, \"n\": {\"minmum\": 1}}}}",
      "m.json:3:20: error: input_schema.properties.seed.type: unknown value 'strng'; "
        + "did you mean 'string'?",
      "m.json:3:36: error: input_schema.properties.n.minmum: unknown keyword; "
        + "did you mean 'minimum'?"),
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

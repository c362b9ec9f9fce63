import Testing

@testable import MockCore

struct OutputPlanTests {
  private static let text = #"{"type":"string"}"#
  private static let integer = #"{"type":"integer"}"#

  /// A schema with every input that decides an output, some with a default.
  private static let schema =
    #"{"type":"object","properties":{"image_size":{"type":"string","default":"landscape_4_3"},"#
    + #""size":\#(text),"aspect_ratio":\#(text),"resolution":\#(text),"width":\#(integer),"#
    + #""height":\#(integer),"output_format":{"type":"string","default":"webp"},"#
    + #""prompt":\#(text),"seed":{"type":"integer","default":7},"x":{"type":"array"}}}"#

  private func plan(
    _ body: String, model: String = "a/b", _ outputType: Model.OutputType = .image,
    schema: String = schema
  ) throws -> OutputPlan {
    let (schema, problems) = try Schema.compiled(schema)
    #expect(problems == [])
    let document = try JSONDocument(Array(body.utf8))
    let validator = SchemaValidator(document, against: schema, SchemaValidator.Leniency())
    return OutputInputs(model, outputType, schema).plan(document, validator.values)
  }

  @Test func `the same inputs give the same plan on every day`() throws {
    let body = #"{"prompt":"a cat","seed":3}"#
    #expect(try plan(body) == plan(body))
    // The order and inputs of another kind do not matter.
    #expect(try plan(body).seed == plan(#"{"seed":3,"x":[1],"prompt":"a cat"}"#).seed)
    #expect(try plan(body).seed == plan(#"{"seed":3,"prompt":"a cat","output_format":"png"}"#).seed)
  }

  @Test func `the picture depends on what prompt and seed mean and not on how they are written`()
    throws
  {
    let seed = try plan(#"{"prompt":"a cat","seed":3}"#).seed
    #expect(try plan(#"{"prompt":"\u0061 cat","seed":3}"#).seed == seed)
    #expect(try plan(#"{"prompt":"a cat","seed":3.0}"#).seed == seed)
    #expect(try plan(#"{"seed":7}"#).seed == plan(#"{"seed":70e-1}"#).seed)
  }

  @Test func `model, prompt and seed each change the picture`() throws {
    let body = #"{"prompt":"a cat","seed":3}"#
    let seeds = [
      try plan(body).seed, try plan(#"{"prompt":"a cat","seed":4}"#).seed,
      try plan(#"{"prompt":"a dog","seed":3}"#).seed,
      try plan(#"{"prompt":"a cat3","seed":3}"#).seed,
      try plan(body, model: "a/c").seed, try plan(#"{"prompt":"a cat","seed":30}"#).seed,
    ]
    #expect(Set(seeds).count == seeds.count)
  }

  @Test func `a prompt does not run into the seed`() throws {
    #expect(
      try plan(#"{"prompt":"a1","seed":2}"#).seed != plan(#"{"prompt":"a","seed":12}"#).seed)
  }

  @Test func `defaults of the schema are used where nothing was sent`() throws {
    let plan = try plan("{}")
    #expect(plan.format == .image(.webp))
    #expect([plan.width, plan.height] == [1024, 768])
    #expect(try plan.seed == self.plan(#"{"seed":7}"#).seed)
    #expect(try plan.seed != self.plan(#"{"seed":8}"#).seed)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let body: String
    let size: [UInt16]
    let format: OutputPlan.ImageFormat

    init(
      _ body: String, _ width: UInt16, _ height: UInt16, _ format: OutputPlan.ImageFormat = .webp
    ) {
      self.body = body
      size = [width, height]
      self.format = format
    }

    var testDescription: String { body }
  }

  @Test(arguments: [
    Case(#"{"image_size":"square"}"#, 512, 512), Case(#"{"output_format":"png"}"#, 1024, 768, .png),
    Case(#"{"output_format":"jpeg"}"#, 1024, 768, .jpeg),
    Case(#"{"output_format":"jp\u0065g"}"#, 1024, 768, .jpeg),
    Case(#"{"output_format":"gif"}"#, 1024, 768, .png),
    Case(#"{"output_format":5}"#, 1024, 768, .png),
    Case(#"{"width":640,"height":480}"#, 640, 480),
    Case(#"{"width":640.0,"height":48e1}"#, 640, 480),
    Case(#"{"width":"640","height":480}"#, 1024, 768),
    Case(#"{"width":1e999999999,"height":1}"#, 1024, 768),
    Case(#"{"image_size":"auto","size":"2x3"}"#, 2, 3),
    Case(#"{"image_size":"auto","aspect_ratio":"16:9","resolution":"2K"}"#, 2688, 1512),
    Case(#"{"image_size":"auto","aspect_ratio":"1:1","resolution":"512"}"#, 512, 512),
    Case(#"{"image_size":null,"aspect_ratio":"9:16"}"#, 720, 1280),
  ])
  func `inputs decide size and format`(_ test: Case) throws {
    let plan = try plan(test.body)
    #expect([plan.width, plan.height] == test.size)
    #expect(plan.format == .image(test.format))
  }

  @Test func `a model makes what its output type says`() throws {
    #expect(try plan("{}", .video).format == .video)
    #expect(try plan(#"{"output_format":"png"}"#, .audio).format == .audio)
  }

  @Test func `without any input the picture is a png of 1024 by 1024`() throws {
    let plan = try plan("{}", schema: #"{"type":"object"}"#)
    #expect(plan.format == .image(.png))
    #expect([plan.width, plan.height] == [1024, 1024])
  }
}

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
    + #""num_images":\#(integer),"background":\#(text),"#
    + #""prompt":\#(text),"seed":{"type":"integer","default":7},"x":{"type":"array"}}}"#

  private struct Decided {
    let plan: OutputPlan
    let note: String?
    let prompt: String
  }

  private func decided(
    _ body: String, model: String = "a/b", _ outputType: Model.OutputType = .image,
    schema: String = schema
  ) throws -> Decided {
    let (schema, problems) = try Schema.compiled(schema)
    #expect(problems == [])
    let document = try JSONDocument(Array(body.utf8))
    let values = SchemaValidator(document, against: schema, SchemaValidator.Leniency()).values
    let inputs = OutputInputs(model, outputType, schema)
    let plan = inputs.plan(document, values)
    return Decided(
      plan: plan, note: inputs.note(plan, document, values),
      prompt: inputs.prompt(document, values).text)
  }

  private func plan(
    _ body: String, model: String = "a/b", _ outputType: Model.OutputType = .image,
    schema: String = schema
  ) throws -> OutputPlan {
    try decided(body, model: model, outputType, schema: schema).plan
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
    Case(#"{"output_format":"jpg"}"#, 1024, 768, .jpeg),
    Case(#"{"output_format":"gif"}"#, 1024, 768, .png),
    Case(#"{"image_size":"auto","resolution":512}"#, 512, 512),
    Case(#"{"image_size":"auto","aspect_ratio":"16:9","resolution":"720p"}"#, 1280, 720),
    Case(#"{"output_format":5}"#, 1024, 768, .png),
    Case(#"{"width":640,"height":480}"#, 640, 480),
    Case(#"{"width":640.0,"height":48e1}"#, 640, 480),
    Case(#"{"width":"640","height":480}"#, 1024, 768),
    Case(#"{"width":1e999999999,"height":1}"#, 4096, 1),
    Case(#"{"width":10.5,"height":1}"#, 1024, 768),
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

  @Test(arguments: [
    ("{}", 1), (#"{"num_images":1}"#, 1), (#"{"num_images":4}"#, 4), (#"{"num_images":3.0}"#, 3),
    (#"{"num_images":0}"#, 1), (#"{"num_images":-2}"#, 1), (#"{"num_images":65}"#, 64),
    (#"{"num_images":1e9}"#, 64), (#"{"num_images":1e30}"#, 64), (#"{"num_images":-1e30}"#, 1),
    (#"{"num_images":"4"}"#, 1),
  ])
  func `the input asks for several`(_ body: String, _ count: UInt8) throws {
    #expect(try plan(body).count == count)
  }

  @Test(arguments: ["num_images", "max_images", "num_outputs", "batch_size", "n"])
  func `the number has a name of the field's`(_ name: String) throws {
    let schema = #"{"type":"object","properties":{"\#(name)":{"type":"integer","default":2}}}"#
    #expect(try plan("{}", schema: schema).count == 2)
    #expect(try plan(#"{"\#(name)":3}"#, schema: schema).count == 3)
  }

  @Test func `each of several has a seed of its own, the first that of the plan`() throws {
    let plan = try plan(#"{"prompt":"a cat","num_images":64}"#)
    let request = RequestID(slot: 0, generation: 1, random: 1, key: 1)
    let seeds = (0..<64).map { number in
      OutputFile(
        id: OutputFile.ID(request: request, number: number), format: .png, plan: plan, model: "",
        prompt: ""
      ).seed
    }
    #expect(seeds[0] == plan.seed)
    #expect(Set(seeds).count == 64)
  }

  @Test func `a transparent background is part of the plan`() throws {
    #expect(try plan(#"{"background":"transparent"}"#).isTransparent)
    #expect(try !plan(#"{"background":"opaque"}"#).isTransparent)
    #expect(try !plan("{}").isTransparent)
  }

  @Test func `what is less than was asked for is said`() throws {
    #expect(try decided(#"{"num_images":64,"width":4096,"height":4096}"#).note == nil)
    #expect(
      try decided(#"{"num_images":100,"width":8000,"height":200}"#).note
        == "the output is 4096x200 instead of 8000x200: that is more than is drawn; "
        + "there are 64 outputs, 100 were asked for")
  }

  @Test(arguments: [
    (#"{"prompt":"a cat"}"#, "a cat"), ("{}", ""), (#"{"prompt":5}"#, ""),
    (#"{"prompt":"\u706f\u5854 \ud83c\udfa8"}"#, "灯塔 🎨"),
  ])
  func `the beginning of the prompt is kept`(_ body: String, _ prompt: String) throws {
    #expect(try decided(body).prompt == prompt)
  }

  @Test(arguments: ["x", "é", "塔", "🎨", #"\u00e9"#, #"\ud83c\udfa8"#, #"\n"#])
  func `a long prompt is cut between two characters`(_ unit: String) throws {
    let body = #"{"prompt":"\#(String(repeating: unit, count: 100))"}"#
    let kept = try decided(body).prompt
    let whole = try JSONDocument(Array(body.utf8)).string(2)
    #expect(kept.hasSuffix("…"))
    #expect(whole.hasPrefix(kept.dropLast()))
    #expect(kept.utf8.count <= Excerpt.capacity && kept.utf8.count >= Excerpt.capacity - 4)
  }
}

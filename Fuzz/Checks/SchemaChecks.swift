internal import MockCore

/// What holds for every text that is loaded as a model file.
package enum SchemaChecks {
  /// Loads `text` as a model file, and as the input schema of one.
  package static func check(_ text: [UInt8]) throws(BrokenProperty) {
    try checkFile(text)
    try checkFile(modelFile(text))
  }

  /// The file of a model with that input schema.
  static func modelFile(_ schema: some Sequence<UInt8>) -> [UInt8] {
    var file: [UInt8] = []
    file.append(json: #"{"model_id":"fuzz/model","output_type":"image","input_schema":"#)
    file.append(contentsOf: schema)
    file.append(UInt8(ascii: "}"))
    return file
  }

  private static func checkFile(_ text: [UInt8]) throws(BrokenProperty) {
    switch (ModelFile.model(text, file: "model.json"), ModelFile.model(text, file: "model.json")) {
    case (.success(let model), .success(let again)):
      try expect(
        model.detail == again.detail && model.summary == again.summary, "loaded again it differs")
      try check(model, text)
      try checkSmallBodies(model)
    case (.failure(let error), .failure(let again)):
      try expect(error.problems == again.problems, "loaded again it has other problems")
      try check(error, text)
    case (.success, .failure), (.failure, .success):
      throw BrokenProperty("loaded again it is not what it was")
    }
  }

  private static func check(_ error: FileError, _ text: [UInt8]) throws(BrokenProperty) {
    try expect(!error.problems.isEmpty, "the file is refused without a reason")
    for problem in error.problems {
      try expect(problem.file == "model.json", "the problem names another file: \(problem)")
      try expect(!problem.message.isEmpty, "the problem has no message: \(problem)")
      // Many problems stand in one text; where each stands is found in it from its start.
      try JSONChecks.check(problem.position, in: text)
    }
  }

  /// The answers that a model's file writes are JSON, and say what the file says.
  private static func check(_ model: Model, _ text: [UInt8]) throws(BrokenProperty) {
    guard case .success(let file) = JSONChecks.parse(text),
      case .success(let detail) = JSONChecks.parse(model.detail),
      case .success(let summary) = JSONChecks.parse(model.summary)
    else { throw BrokenProperty("file, detail or summary of a model is not JSON") }
    for document in [detail, summary] {
      try expect(
        document.member("model_id").map { document.string($0) } == model.id, "the id of the answer")
      try expect(
        document.member("base_price_usd").map { document.nodes[$0].kind } == .number,
        "the price is not a number")
    }
    try expect(summary.member("input_schema") == nil, "the summary has a schema")
    let given = file.member("input_schema").map { JSONValue(file, $0) }
    let answered = detail.member("input_schema").map { JSONValue(detail, $0) }
    try expect(given != nil && given == answered, "the answer's schema is not the file's")
  }

  private static func checkSmallBodies(_ model: Model) throws(BrokenProperty) {
    for body in ["{}", "[]", "null", "true", "0", #""""#] {
      guard case .success(let document) = JSONChecks.parse(Array(body.utf8)) else { continue }
      try ViolationChecks.check(document, against: model.schema, SchemaValidator.Leniency())
    }
  }
}

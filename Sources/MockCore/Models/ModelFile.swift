/// Reads a model file; its keys are listed in `fixtures/models/README.md`.
package struct ModelFile {
  private static let keys = [
    "model_id", "display_name", "description", "categories", "kind", "output_type",
    "base_price_usd", "price_unit", "pricing_note", "model_url", "provenance", "input_schema",
  ]

  private let document: JSONDocument
  private let file: String
  private var problems: [Diagnostic] = []

  /// The model that `text` describes, or everything that is wrong with it.
  package static func model(_ text: [UInt8], file: String) -> Result<Model, ModelFileError> {
    do throws(JSONError) {
      var reader = ModelFile(document: try JSONDocument(text), file: file)
      guard let model = reader.model(), reader.problems.isEmpty else {
        return .failure(ModelFileError(problems: reader.problems))
      }
      return .success(model)
    } catch {
      let problem = Diagnostic(file, error.position, "", "not JSON: \(error.reason)")
      return .failure(ModelFileError(problems: [problem]))
    }
  }

  private init(document: JSONDocument, file: String) {
    self.document = document
    self.file = file
  }

  private mutating func model() -> Model? {
    guard document.root.kind == .object else {
      report(0, "", "expected an object")
      return nil
    }
    for key in document.keys(of: 0) {
      let name = document.string(key)
      guard !Self.keys.contains(name) else { continue }
      report(
        key, name,
        "unknown key" + NearestName.suggestion(for: name, among: Self.keys, orList: true))
    }
    let id = string("model_id")
    if let id, !ModelID.isWellFormed(id.utf8), let index = document.member("model_id") {
      report(index, "model_id", "expected 2 to 5 segments of [A-Za-z0-9._-] joined by slashes")
    }
    let outputType = string("output_type").flatMap(Model.OutputType.init)
    if outputType == nil { reportMissing("output_type", "image, video or audio") }
    if id == nil { reportMissing("model_id", "a model id") }
    guard let schemaIndex = document.member("input_schema") else {
      reportMissing("input_schema", "the model's input schema")
      return nil
    }
    var compiler = SchemaCompiler(document, file: file)
    let schema = compiler.schema(at: schemaIndex, path: "input_schema")
    problems += compiler.problems
    guard let id, let outputType else { return nil }
    return Model(
      Model.Description(
        id: id, displayName: string("display_name"), description: string("description"),
        categories: strings("categories"), kind: string("kind"),
        basePriceUSD: number("base_price_usd"), priceUnit: string("price_unit"),
        pricingNote: string("pricing_note"), modelURL: string("model_url"),
        outputType: outputType, schema: schema, inputSchema: document.source(schemaIndex)))
  }

  private mutating func string(_ key: String) -> String? {
    guard let index = document.member(key) else { return nil }
    guard document.nodes[index].kind == .string else {
      report(index, key, "expected a string")
      return nil
    }
    return document.string(index)
  }

  private mutating func strings(_ key: String) -> [String]? {
    guard let index = document.member(key) else { return nil }
    guard document.nodes[index].kind == .array,
      document.elements(of: index).allSatisfy({ document.nodes[$0].kind == .string })
    else {
      report(index, key, "expected an array of strings")
      return nil
    }
    return document.elements(of: index).map { document.string($0) }
  }

  private mutating func number(_ key: String) -> String? {
    guard let index = document.member(key) else { return nil }
    guard document.nodes[index].kind == .number, document.number(index) >= JSONNumber(0) else {
      report(index, key, "expected a number of at least 0")
      return nil
    }
    return String(decoding: document.source(index), as: UTF8.self)
  }

  private mutating func reportMissing(_ key: String, _ what: String) {
    let index = document.member(key) ?? 0
    report(index, key, "expected \(what)")
  }

  private mutating func report(_ index: Int, _ path: String, _ message: String) {
    problems.append(Diagnostic(file, document.position(index), path, message))
  }
}

/// Everything that is wrong with one model file.
package struct ModelFileError: Error, CustomStringConvertible, Sendable {
  package let problems: [Diagnostic]

  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

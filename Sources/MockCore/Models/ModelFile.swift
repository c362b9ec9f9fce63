/// Reads a model file; its keys are listed in `fixtures/models/README.md`.
package struct ModelFile {
  private static let keys = [
    "$schema", "model_id", "display_name", "description", "categories", "kind", "output_type",
    "base_price_usd", "price_unit", "pricing_note", "model_url", "provenance", "input_schema",
  ]

  private var reader: JSONReader

  /// The model that `text` describes, or everything that is wrong with it.
  package static func model(_ text: [UInt8], file: String) -> Result<Model, FileError> {
    do throws(JSONError) {
      var reading = ModelFile(reader: JSONReader(try JSONDocument(text), file: file))
      let model = reading.model()
      guard let model, !reading.reader.problems.hasErrors else {
        return .failure(FileError(problems: reading.reader.problems))
      }
      return .success(model)
    } catch {
      return .failure(FileError(error, file: file))
    }
  }

  private mutating func model() -> Model? {
    var id: String?
    var outputType: Model.OutputType?
    var schema: Schema?
    var given = Model.Given()
    for member in reader.members(of: 0, among: Self.keys) {
      let value = member.value
      switch member.name {
      case "model_id": id = modelID(value)
      case "output_type": outputType = reader.word(value)
      case "input_schema":
        schema = inputSchema(value)
        given.inputSchema = reader.document.source(value)
      case "display_name": given.displayName = reader.string(value)
      case "description": given.description = reader.string(value)
      case "categories": given.categories = strings(value)
      case "kind": given.kind = reader.string(value)
      case "base_price_usd": given.basePriceUSD = price(value)
      case "price_unit": given.priceUnit = reader.string(value)
      case "pricing_note": given.pricingNote = reader.string(value)
      case "model_url": given.modelURL = reader.string(value)
      case "$schema": _ = reader.string(value)
      default: _ = reader.members(of: value)  // provenance: for people
      }
    }
    reader.reportMissing(["model_id", "output_type", "input_schema"], in: 0)
    guard let id, let outputType, let schema else { return nil }
    given.warnings = reader.problems.inOrderOfText
    return Model(id, outputType, schema, given)
  }

  private mutating func modelID(_ index: Int) -> String? {
    guard let id = reader.string(index) else { return nil }
    if !ModelID.isWellFormed(id.utf8) {
      reader.report(index, "expected 2 to 5 segments of [A-Za-z0-9._-] joined by slashes")
    }
    return id
  }

  private mutating func inputSchema(_ index: Int) -> Schema? {
    guard reader.kind(index) == .object else {
      reader.report(index, "expected an object")
      return nil
    }
    let schema = SchemaCompiler.schema(at: index, &reader)
    if !schema.kinds.contains(.object) {
      reader.report(index, "no body can match: it is always an object")
    }
    return schema
  }

  private mutating func strings(_ index: Int) -> [String] {
    reader.elements(of: index).compactMap { reader.string($0) }
  }

  /// A price as it is written.
  private mutating func price(_ index: Int) -> String? {
    guard let number = reader.number(index) else { return nil }
    guard number >= JSONNumber(0), number <= JSONNumber(1_000_000) else {
      reader.report(index, "expected a number from 0 to 1000000")
      return nil
    }
    return String(decoding: reader.document.source(index), as: UTF8.self)
  }
}

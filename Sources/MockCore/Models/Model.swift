/// A model of the catalogue, as its file describes it and with what the contract derives.
package final class Model: Sendable {
  package enum OutputType: String, CaseIterable, Sendable {
    case image, video, audio
  }

  package let id: String
  package let displayName: String
  package let description: String
  package let categories: [String]
  package let kind: String
  /// The price as the file writes it; `0` where none is known.
  package let basePriceUSD: String
  package let priceUnit: String
  package let pricingNote: String?
  package let modelURL: String
  package let outputType: OutputType
  package let schema: Schema
  /// The inputs that decide what the output is.
  let outputInputs: OutputInputs
  /// The entry of `GET /v1/models/{model_id}`, ready to be sent.
  package let detail: [UInt8]
  /// The same without `input_schema`.
  package let summary: [UInt8]

  /// What is probably not what the author of its file meant.
  package let warnings: [Diagnostic]

  /// What a file may say; `nil` where the contract derives it.
  struct Given {
    var displayName: String?
    var description: String?
    var categories: [String]?
    var kind: String?
    var basePriceUSD: String?
    var priceUnit: String?
    var pricingNote: String?
    var modelURL: String?
    /// The schema's JSON, letter for letter.
    var inputSchema: ArraySlice<UInt8> = []
    var warnings: [Diagnostic] = []
  }

  init(_ id: String, _ outputType: OutputType, _ schema: Schema, _ given: Given) {
    let segments = id.split(separator: "/").map(String.init)
    self.id = id
    self.outputType = outputType
    self.schema = schema
    warnings = given.warnings
    displayName = given.displayName ?? Self.displayName(segments)
    description = given.description ?? ""
    categories = given.categories ?? [Self.category(segments, outputType)]
    kind = given.kind ?? "model"
    basePriceUSD = given.basePriceUSD ?? "0"
    priceUnit = given.priceUnit ?? (outputType == .video ? "second" : "output")
    pricingNote =
      given.pricingNote ?? (given.basePriceUSD == nil ? "The price is not known." : nil)
    modelURL = given.modelURL ?? "https://www.runcomfy.com/models/\(id)"
    outputInputs = OutputInputs(id, outputType, schema)

    var json: [UInt8] = []
    json.append(json: #"{"model_id":"#)
    json.append(jsonString: id)
    json.append(json: #","display_name":"#)
    json.append(jsonString: displayName)
    json.append(json: #","description":"#)
    json.append(jsonString: description)
    json.append(json: #","categories":["#)
    for (index, category) in categories.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      json.append(jsonString: category)
    }
    json.append(json: #"],"kind":"#)
    json.append(jsonString: kind)
    json.append(json: #","base_price_usd":"#)
    json.append(contentsOf: basePriceUSD.utf8)
    json.append(json: #","price_unit":"#)
    json.append(jsonString: priceUnit)
    if let pricingNote {
      json.append(json: #","pricing_note":"#)
      json.append(jsonString: pricingNote)
    }
    json.append(json: #","model_url":"#)
    json.append(jsonString: modelURL)
    summary = json + [UInt8(ascii: "}")]
    json.append(json: #","input_schema":"#)
    json.append(contentsOf: given.inputSchema)
    json.append(UInt8(ascii: "}"))
    detail = json
  }

  /// The last segments as words: `ideogram/ideogram-v2/generate` is "Ideogram V2 Generate".
  private static func displayName(_ segments: [String]) -> String {
    segments.dropFirst()
      .flatMap { $0.split { $0 == "-" || $0 == "_" } }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// The id's tail where it is a task such as `text-to-image`, else the task that the output implies.
  private static func category(_ segments: [String], _ outputType: OutputType) -> String {
    let task = segments.last { $0.contains("-to-") }
    return task ?? "text-to-\(outputType.rawValue)"
  }
}

internal import HTTPMessages

/// Which of a model's properties decide what its output is, and what each of their values means: found
/// out once, when the model is loaded.
final class OutputInputs: Sendable {
  /// A property by its place in the schema, and what counts when it is not sent.
  private final class Input: Sendable {
    let position: Int
    let defaultValue: JSONValue?
    /// The values that the schema allows, where it lists them.
    let choices: [String]
    /// The same, to find a value among them.
    let choiceTable: TextTable

    init?(_ name: String, _ schema: Schema) {
      guard let position = schema.position(of: name) else { return nil }
      let described = schema.keywords.properties[position].schema
      self.position = position
      defaultValue = described.keywords.defaultValue
      choices = (described.keywords.enumeration ?? []).compactMap(\.string)
      choiceTable = described.enumeratedStrings
    }
  }

  private let model: StableHash
  private let outputType: Model.OutputType
  private let prompt: Input?
  private let seed: Input?
  private let format: Input?
  private let width: Input?
  private let height: Input?
  private let resolution: Input?
  private let background: Input?
  private let count: Input?
  private let names: [Input]
  /// The size by each value of the only input that names one, when there is just that: so it need not
  /// be read again for each submit.
  private let sizes: [PictureSize]

  /// What inputs are called that say how many files are wanted; RunComfy's own are the first two.
  private static let countNames = [
    "num_images", "max_images", "num_outputs", "number_of_images", "batch_size", "n",
  ]

  init(_ model: String, _ outputType: Model.OutputType, _ schema: Schema) {
    self.outputType = outputType
    var hash = StableHash()
    hash.add(Array(model.utf8).span.bytes)
    self.model = hash
    prompt = Input("prompt", schema)
    seed = Input("seed", schema)
    format = Input("output_format", schema)
    width = Input("width", schema)
    height = Input("height", schema)
    resolution = Input("resolution", schema)
    background = Input("background", schema)
    count = Self.countNames.lazy.compactMap { Input($0, schema) }.first { _ in true }
    names = ["image_size", "size", "aspect_ratio", "ratio"].compactMap { Input($0, schema) }
    let isDecidedByName =
      names.count == 1 && width == nil && height == nil && resolution == nil
    sizes =
      !isDecidedByName
      ? []
      : names[0].choices.map {
        PictureSize(width: nil, height: nil, names: [$0], resolution: nil)
      }
  }

  /// Decides the output from what was sent, and from the schema's defaults where nothing was.
  ///
  /// - Parameters:
  ///   - document: a valid body.
  ///   - values: for each property the node of its value, 0 where there is none.
  /// - Returns: format, size and what the picture depends on.
  func plan(_ document: JSONDocument, _ values: [Int]) -> OutputPlan {
    let size = size(document, values)
    var hash = model
    add(prompt, document, values, to: &hash)
    add(seed, document, values, to: &hash)
    return OutputPlan(
      format: format(document, values), width: size.width, height: size.height, seed: hash.value,
      count: integer(count, document, values) ?? 1,
      isTransparent: isValue(of: background, "transparent", document, values))
  }

  /// The beginning of the prompt.
  func prompt(_ document: JSONDocument, _ values: [Int]) -> Excerpt {
    guard let prompt else { return Excerpt([]) }
    let node = document.nodes[values[prompt.position]]
    guard values[prompt.position] != 0 else {
      return Excerpt((prompt.defaultValue?.utf8 ?? [])[...])
    }
    guard node.kind == .string else { return Excerpt([]) }
    guard node.isEscaped else { return Excerpt(document.text[node.range]) }
    // Six bytes can spell one.
    let beginning = JSONEscapes.prefix(of: document.text[node.range], 6 * Excerpt.capacity)
    return Excerpt(
      JSONEscapes.resolved(beginning)[...], isCut: beginning.count < node.range.count)
  }

  /// In what the output of a plan is less than the inputs ask for; nil mostly.
  func note(_ plan: OutputPlan, _ document: JSONDocument, _ values: [Int]) -> String? {
    let sides = max(plan.width, plan.height)
    guard sides >= PictureSize.limit || plan.count >= OutputPlan.countLimit else { return nil }
    var notes: [String] = []
    let size = size(document, values)
    if let asked = size.asked {
      notes.append(
        "the output is \(size.width)x\(size.height) instead of \(asked): "
          + "that is more than is drawn")
    }
    if let asked = integer(count, document, values), asked > OutputPlan.countLimit {
      notes.append("there are \(OutputPlan.countLimit) outputs, \(asked) were asked for")
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  private func format(_ document: JSONDocument, _ values: [Int]) -> OutputPlan.Format {
    switch outputType {
    case .video: return .video
    case .audio: return .audio
    case .image:
      let format = OutputPlan.ImageFormat.allCases.first { candidate in
        isValue(of: self.format, candidate.name, document, values)
      }
      if format == nil, isValue(of: self.format, "jpg", document, values) { return .image(.jpeg) }
      return .image(format ?? .png)
    }
  }

  private func size(_ document: JSONDocument, _ values: [Int]) -> PictureSize {
    if let input = names.first, !sizes.isEmpty, values[input.position] != 0 {
      let node = values[input.position]
      if let index = input.choiceTable.index(of: node, in: document) { return sizes[index] }
    }
    return PictureSize(
      width: integer(width, document, values), height: integer(height, document, values),
      names: names.lazy.compactMap { [self] in string($0, document, values) },
      resolution: string(resolution, document, values)
        ?? integer(resolution, document, values).map { "\($0)" })
  }

  private func isValue(
    of input: Input?, _ text: StaticString, _ document: JSONDocument, _ values: [Int]
  ) -> Bool {
    guard let input else { return false }
    let node = values[input.position]
    guard node == 0 else {
      let sent = document.nodes[node]
      guard sent.kind == .string else { return false }
      return sent.isEscaped
        ? document.stringBytes(node)[...].equals(text) : document.text[sent.range].equals(text)
    }
    guard case .string(let utf8) = input.defaultValue else { return false }
    return utf8[...].equals(text)
  }

  /// The text of a string.
  private func string(_ input: Input?, _ document: JSONDocument, _ values: [Int]) -> String? {
    guard let input else { return nil }
    let node = values[input.position]
    guard node != 0 else { return input.defaultValue?.string }
    return document.nodes[node].kind == .string ? document.string(node) : nil
  }

  private func integer(_ input: Input?, _ document: JSONDocument, _ values: [Int]) -> Int? {
    guard let input else { return nil }
    let node = values[input.position]
    guard node != 0 else {
      guard case .number(let number) = input.defaultValue else { return nil }
      return number.saturatedInteger
    }
    return document.nodes[node].kind == .number ? document.number(node).saturatedInteger : nil
  }

  /// Adds a value, the same however it is written: its escapes resolved, its number in one form.
  private func add(
    _ input: Input?, _ document: JSONDocument, _ values: [Int], to hash: inout StableHash
  ) {
    guard let input else { return }
    let index = values[input.position]
    let node = document.nodes[index]
    if index != 0, node.kind == .string, !node.isEscaped {
      return hash.add(document.text.span.extracting(node.range).bytes)
    }
    if index != 0, node.kind == .number { return document.number(index).hash(into: &hash) }
    switch index == 0 ? input.defaultValue : JSONValue(document, index) {
    case .string(let utf8): hash.add(utf8.span.bytes)
    case .number(let number): number.hash(into: &hash)
    case .null, .bool, .array, .object, nil: break
    }
  }
}

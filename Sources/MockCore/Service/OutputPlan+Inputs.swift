extension OutputPlan {
  /// Decides the output from what was sent, and from the schema's defaults where nothing was.
  init(_ model: Model, _ document: JSONDocument) {
    let inputs = Inputs(model: model, document: document)
    let size = PictureSize(
      width: inputs.integer("width"), height: inputs.integer("height"),
      names: ["image_size", "size", "aspect_ratio"].compactMap { inputs.string($0) },
      resolution: inputs.string("resolution"))
    var hash = FNV1a()
    hash.add(model.id.utf8)
    hash.add((inputs.string("prompt") ?? "").utf8)
    hash.add((inputs.string("seed") ?? "").utf8)
    self.init(
      format: OutputPlan.Format.allCases.first {
        $0.name.description == inputs.string("output_format")
      } ?? .png,
      width: size.width, height: size.height, seed: hash.value)
  }

  private struct Inputs {
    let model: Model
    let document: JSONDocument

    /// The text of a string, or a number as it is written.
    func string(_ name: String) -> String? {
      switch value(name) {
      case .string(let utf8): String(decoding: utf8, as: UTF8.self)
      case .number(let number): number.description
      case .null, .bool, .array, .object, nil: nil
      }
    }

    func integer(_ name: String) -> Int? {
      guard case .number(let number) = value(name) else { return nil }
      return number.integer
    }

    private func value(_ name: String) -> JSONValue? {
      document.member(name).map { JSONValue(document, $0) }
        ?? model.schema.property(name)?.schema.defaultValue
    }
  }
}

/// The hash of Fowler, Noll and Vo, 64 bits, variant 1a: the same on every machine and every day.
struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a text and its end, so that "ab","c" differs from "a","bc".
  mutating func add(_ text: some Sequence<UInt8>) {
    for byte in text { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }
}

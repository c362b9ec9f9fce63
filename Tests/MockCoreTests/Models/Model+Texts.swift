import MockCore
import Testing

extension Model {
  /// A model made from the text of a file.
  static func made(_ text: String) throws -> Model {
    try ModelFile.model(Array(text.utf8), file: "m.json").get()
  }

  /// A model of which only the id and some further keys matter.
  static func made(id: String, _ more: String = "") throws -> Model {
    try made(
      #"{"model_id":"\#(id)","output_type":"image","input_schema":{"type":"object"}\#(more)}"#)
  }
}

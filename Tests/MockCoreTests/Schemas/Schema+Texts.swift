@testable import MockCore

extension Schema {
  /// The schema that a text describes, and what is wrong with it.
  static func compiled(_ text: String) throws -> (schema: Schema, problems: [String]) {
    var reader = JSONReader(try JSONDocument(Array(text.utf8)), file: "m.json")
    let schema = SchemaCompiler.schema(at: 0, &reader)
    return (schema, reader.problems.map(\.description))
  }

  /// The property of that name.
  func property(_ name: String) -> Property? {
    position(of: name).map { keywords.properties[$0] }
  }
}

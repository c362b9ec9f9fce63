package import MockCore

/// Something that a file describes and that has a name of its own.
package protocol FileItem: AnyObject, Sendable {
  /// What one is called, and more of them.
  static var noun: (one: String, many: String) { get }
  /// How the names of its files end.
  static var fileEndings: [String] { get }
  /// The key of its file that has its name.
  static var nameKey: String { get }
  /// What a file describes, or everything that is wrong with it.
  static func read(_ text: [UInt8], file: String) -> Result<Self, FileError>
  /// The document that a file holds; nil when it is none.
  static func document(_ text: [UInt8], file: String) -> JSONDocument?

  var itemName: String { get }
  /// What is probably not meant.
  var warnings: [Diagnostic] { get }
}

extension FileItem {
  /// How many there are of a folder, as a person reads it.
  package static func count(_ count: Int, from folder: String) -> String {
    "\(count) \(count == 1 ? noun.one : noun.many) from \(ControlCharacters.escaped(folder))"
  }

  /// What is wrong with the name of a file's item when another file has it already.
  static func claim(
    of name: String, from owner: String, by file: String, _ text: [UInt8]
  ) -> Diagnostic {
    let document = document(text, file: file)
    let position = document.flatMap { document in
      document.member(nameKey).map { document.position($0) }
    }
    return Diagnostic(
      file, position ?? TextPosition(of: 0, in: []), nameKey,
      "\(name) is already the \(noun.one) of \(owner)")
  }
}

extension Model: FileItem {
  package static var noun: (one: String, many: String) { ("model", "models") }
  package static var fileEndings: [String] { [".json"] }
  package static var nameKey: String { "model_id" }
  package var itemName: String { id }

  package static func read(_ text: [UInt8], file: String) -> Result<Model, FileError> {
    ModelFile.model(text, file: file)
  }

  package static func document(_ text: [UInt8], file: String) -> JSONDocument? {
    try? JSONDocument(text)
  }
}

extension Story: FileItem {
  package static var noun: (one: String, many: String) { ("story", "stories") }
  package static var fileEndings: [String] { [".yaml", ".yml", ".json"] }
  package static var nameKey: String { "story" }
  package var itemName: String { name.text }
  package var warnings: [Diagnostic] { [] }

  package static func read(_ text: [UInt8], file: String) -> Result<Story, FileError> {
    StoryFile.story(text, file: file)
  }

  package static func document(_ text: [UInt8], file: String) -> JSONDocument? {
    try? StoryFile.document(text, file: file)
  }
}

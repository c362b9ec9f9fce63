import Testing

/// One text, and what it is about.
struct JSONCase: Sendable, CustomTestStringConvertible {
  let name: String
  let text: [UInt8]
  /// Why the parser does what it does, where RFC 8259 leaves that to it.
  let because: String

  init(_ name: String, _ text: String, because: String = "") {
    self.init(name, bytes: Array(text.utf8), because: because)
  }

  init(_ name: String, bytes: [UInt8], because: String = "") {
    self.name = name
    self.text = bytes
    self.because = because
  }

  /// A string of an array, for what has no spelling in Swift.
  init(_ name: String, string: [UInt8], because: String = "") {
    self.init(name, bytes: Array("[\"".utf8) + string + Array("\"]".utf8), because: because)
  }

  var testDescription: String { name }
}

/// The cases of Nicolas Seriot's JSONTestSuite in our words: what each parser must take, what it must
/// refuse, and what is left to it.
enum JSONCases {
  static let taken = takenStructures + takenNumbers + takenStrings + takenCharacters
  static let refused =
    refusedArrays + refusedObjects + refusedTexts + refusedNumbers + refusedStrings
}

internal import YAML

/// What a YAML text means, as a JSON document, so that one reader serves both notations.
///
/// Only what means the same to every reader is taken: no tags, anchors or aliases, no words that the
/// versions of YAML read differently (`PlainScalar`), one document. What is not taken is noted, and the rest
/// is read nevertheless.
struct YAMLMeaning {
  /// Its nodes know their place in the YAML text.
  let document: JSONDocument
  /// What is wrong with the notation, in the order of the text.
  let mistakes: [Mistake]
  /// The nodes that stand for something whose meaning is not known.
  let unclear: Set<Int>

  struct Mistake {
    /// Nil for what belongs to none.
    let node: Int?
    let place: TextPosition
    let message: String
  }

  /// How many keys and values a file may have; nothing that a person writes has more.
  static let limit = 100_000

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: the text of the file; JSON is YAML.
  ///   - file: its name, for messages.
  /// - Throws: `FileError` when it is not YAML, or has nothing in it that could be read.
  init(_ text: [UInt8], file: String) throws(FileError) {
    var translation = YAMLTranslation()
    do throws(YAMLError) {
      try YAMLText.read(text) { event in translation.take(event) }
    } catch {
      throw FileError(problems: [Self.problem(error, text, file)])
    }
    guard translation.isWhole else {
      let mistake = translation.mistakes.last
      let place = mistake?.place ?? TextPosition(line: 1, column: 1)
      let message = mistake?.message ?? "the file is empty"
      throw FileError(problems: [Diagnostic(file, place, "", message)])
    }
    do throws(JSONError) {
      let end = TextPosition(of: text.count, in: text)
      document = try JSONDocument(translation.json, places: translation.places + [end])
    } catch {
      throw FileError(problems: [Diagnostic(file, translation.places[0], "", error.reason)])
    }
    mistakes = translation.mistakes
    unclear = translation.unclear
  }

  private static func problem(_ error: YAMLError, _ text: [UInt8], _ file: String) -> Diagnostic {
    switch error.place {
    case .mark(let mark):
      let place = TextPosition(line: mark.line, column: mark.column)
      return Diagnostic(file, place, "", "not YAML: \(error.reason)")
    case .offset(let offset):
      let place = TextPosition(of: offset, in: text)
      return Diagnostic(file, place, "", "not YAML in UTF-8: \(error.reason)")
    }
  }
}

/// Reads a story file; its format is described in `scenarios/README.md`.
package struct StoryFile {
  private static let keys = [
    "$schema", "version", "story", "title", "why", "from", "promise", "live", "script", "steps",
    "expect",
  ]

  /// The version of the format.
  private static let version = 1
  /// How large a file may be, in bytes; what a person writes is a hundred times smaller.
  private static let limit = 1_048_576

  var reader: JSONReader
  /// Of a contract story: what it is about, whether it may be sent to the real API, and what its names stand
  /// for at the step that is being read.
  var promise: Promise?
  var isLive = false
  var names = KnownNames()
  private let text: [UInt8]

  private init(reader: JSONReader, text: [UInt8]) {
    self.reader = reader
    self.text = text
  }

  /// The story that a file tells, or everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - text: in YAML, or in JSON where the name of the file ends in `.json`.
  ///   - file: its name, for messages.
  /// - Returns: the story, or the problems.
  package static func story(_ text: [UInt8], file: String) -> Result<Story, FileError> {
    do throws(FileError) {
      var reading = StoryFile(reader: try reader(of: text, file), text: text)
      let story = reading.story()
      guard let story, !reading.reader.problems.hasErrors else {
        throw FileError(problems: reading.reader.problems)
      }
      return .success(story)
    } catch {
      return .failure(error)
    }
  }

  /// The document that a file holds, as far as it can be read.
  package static func document(_ text: [UInt8], file: String) throws(FileError) -> JSONDocument {
    try reader(of: text, file).document
  }

  static func reader(of text: [UInt8], _ file: String) throws(FileError) -> JSONReader {
    guard text.count <= limit else {
      let start = TextPosition(line: 1, column: 1)
      throw FileError(problems: [Diagnostic(file, start, "", "the file is larger than 1 MiB")])
    }
    guard file.hasSuffix(".json") else {
      return JSONReader(try YAMLMeaning(text, file: file), file: file)
    }
    do throws(JSONError) {
      return JSONReader(try JSONDocument(text), file: file)
    } catch {
      throw FileError(error, file: file)
    }
  }

  private mutating func story() -> Story? {
    var name: StoryName?
    var title = ""
    var why = ""
    var script = Script()
    let members = reader.members(of: 0, among: Self.keys)
    for member in members {
      switch member.name {
      case "$schema": _ = reader.string(member.value)
      case "version": checkVersion(member.value)
      case "story": name = self.name(member.value)
      case "title": title = line(member.value)
      case "why":
        why = filledText(member.value) ?? ""
        // A block of YAML ends with the end of its last line.
        if why.last == "\n" { why.removeLast() }
      case "from": _ = reader.word(member.value) as Provenance?
      case "script": script = self.script(member.value)
      case "promise", "live", "steps": break  // below: what they mean depends on each other
      default: reader.report(member.key, "client stories are not known to this version yet")
      }
    }
    let steps = contractPart(members)
    reader.reportMissing(["version", "story", "title"], in: 0)
    return name.map {
      Story(
        name: $0, title: title, why: why, script: script, steps: steps, file: reader.file,
        text: text)
    }
  }

  private mutating func checkVersion(_ index: Int) {
    if reader.kind(index) != .number || reader.document.number(index).integer != Self.version {
      reader.report(index, "expected \(Self.version), the only version of the format so far")
    }
  }

  private mutating func name(_ index: Int) -> StoryName? {
    guard let text = reader.string(index) else { return nil }
    let name = StoryName(text)
    if name == nil {
      reader.report(
        index,
        "a name has lower-case letters, digits and hyphens, with slashes between its words, "
          + "such as submit/answer-lost")
    }
    return name
  }

  /// A text that is not empty.
  mutating func filledText(_ index: Int) -> String? {
    guard let text = reader.string(index) else { return nil }
    if text.isEmpty { reader.report(index, "expected a text that is not empty") }
    return text
  }

  /// A text that fits on a line.
  private mutating func line(_ index: Int) -> String {
    guard let text = reader.string(index) else { return "" }
    let hasControl = text.unicodeScalars.contains {
      $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
    }
    if !(1...200).contains(text.unicodeScalars.count) || hasControl
      || text.contains(where: \.isNewline)
    {
      reader.report(index, "expected one line of at most 200 characters")
    }
    return text
  }
}

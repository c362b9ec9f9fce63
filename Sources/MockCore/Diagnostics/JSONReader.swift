/// Reads a JSON file that a user wrote, and notes everything that is wrong with it.
///
/// A value that is not what was expected is reported with its place, and nil is returned.
struct JSONReader {
  /// One member of an object.
  struct Member {
    let name: String
    /// The nodes of the key and of the value.
    let key: Int
    let value: Int
  }

  /// How many problems of one file are told.
  static let limit = 100

  let document: JSONDocument
  let file: String
  private(set) var problems: [Diagnostic] = []
  /// The nodes of which something was said already, so that nothing more needs to be.
  private var unclear: Set<Int> = []

  init(_ document: JSONDocument, file: String) {
    self.document = document
    self.file = file
  }

  /// Reads what a YAML text means, and begins with what is wrong with its notation.
  init(_ yaml: YAMLMeaning, file: String) {
    self.init(yaml.document, file: file)
    for mistake in yaml.mistakes {
      if let node = mistake.node {
        report(node, mistake.message)
      } else if hasRoom(.error) {
        problems.append(Diagnostic(file, mistake.place, "", mistake.message))
      }
    }
    unclear = yaml.unclear
  }

  func kind(_ index: Int) -> JSONNode.Kind { document.nodes[index].kind }

  func isEmptyObject(_ index: Int) -> Bool {
    kind(index) == .object && Int(document.nodes[index].next) == index + 1
  }

  /// The members of an object, each name once.
  mutating func members(of index: Int) -> [Member] {
    guard kind(index) == .object else {
      report(index, "expected an object")
      return []
    }
    let duplicates = document.duplicateKeys(of: index)
    for key in duplicates { report(key, "the key stands twice") }
    let ignored = Set(duplicates)
    return document.keys(of: index).lazy.filter { !ignored.contains($0) }.map { [document] in
      Member(name: document.string($0), key: $0, value: document.value(ofKey: $0))
    }
  }

  /// The members of an object whose names are all among `names`.
  mutating func members(of index: Int, among names: [String]) -> [Member] {
    members(of: index).filter { member in
      if names.contains(member.name) { return true }
      report(member.key, "unknown key" + suggestion(for: member.name, among: names))
      return false
    }
  }

  mutating func elements(of index: Int) -> [Int] {
    guard kind(index) == .array else {
      report(index, "expected an array")
      return []
    }
    return Array(document.elements(of: index))
  }

  mutating func string(_ index: Int) -> String? {
    guard kind(index) == .string else {
      report(index, "expected a string")
      return nil
    }
    return document.string(index)
  }

  mutating func number(_ index: Int) -> JSONNumber? {
    guard kind(index) == .number else {
      report(index, "expected a number")
      return nil
    }
    return document.number(index)
  }

  /// An integer of the range.
  mutating func integer(_ index: Int, in range: ClosedRange<Int>) -> Int? {
    guard kind(index) == .number, let integer = document.number(index).integer,
      range.contains(integer)
    else {
      let bounds =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      report(index, "expected an integer \(bounds)")
      return nil
    }
    return integer
  }

  mutating func bool(_ index: Int) -> Bool? {
    switch kind(index) {
    case .true: return true
    case .false: return false
    case .null, .number, .string, .array, .object:
      report(index, "expected true or false")
      return nil
    }
  }

  /// A string that is one of the words of a type, or of some of them.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ index: Int, among cases: [Word] = Array(Word.allCases)
  ) -> Word? {
    string(index, among: cases.map(\.rawValue)).flatMap { Word(rawValue: $0) }
  }

  /// A string that is one of `words`; `noun` is what they are called.
  mutating func string(_ index: Int, among words: [String], _ noun: String = "value") -> String? {
    guard kind(index) == .string else {
      report(index, "expected a string, one of \(words.joined(separator: ", "))")
      return nil
    }
    let text = document.string(index)
    if words.contains(text) { return text }
    report(
      index,
      "unknown \(noun) '\(text)'" + NearestName.suggestion(for: text, among: words, orList: true))
    return nil
  }

  /// The end of a message about an unknown name: the nearest one, else all; nothing when nobody reads it.
  func suggestion(for name: String, among names: [String]) -> String {
    // Finding the nearest name takes its time.
    problems.count > Self.limit
      ? "" : NearestName.suggestion(for: name, among: names, orList: true)
  }

  // MARK: Problems

  mutating func report(_ index: Int, _ message: String) {
    add(index, .error, message)
  }

  mutating func warn(_ index: Int, _ message: String) {
    add(index, .warning, message)
  }

  /// Reports keys that an object must have and has not; `why` says what they are for.
  mutating func reportMissing(_ keys: [String], in index: Int, _ why: String = "") {
    guard kind(index) == .object else { return }
    for key in keys where document.member(key, of: index) == nil {
      add(index, .error, "the key is missing\(why)", key: key)
    }
  }

  private mutating func add(
    _ index: Int, _ severity: Diagnostic.Severity, _ message: String, key: String? = nil
  ) {
    guard !unclear.contains(index), hasRoom(severity) else { return }
    let path = [document.path(to: index), key].compactMap { $0 }.filter { !$0.isEmpty }
    problems.append(
      Diagnostic(
        file, document.position(index), path.joined(separator: "."), message, severity: severity))
  }

  /// The file's end says that there is more; finding each place takes its time.
  private mutating func hasRoom(_ severity: Diagnostic.Severity) -> Bool {
    if problems.count < Self.limit { return true }
    guard problems.count == Self.limit || (severity == .error && !problems.hasErrors) else {
      return false
    }
    problems.append(
      Diagnostic(
        file, document.end, "", "there are more problems", severity: severity))
    return false
  }
}

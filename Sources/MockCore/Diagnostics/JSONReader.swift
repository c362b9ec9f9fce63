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
    /// The keys that lead to the value.
    let path: String
  }

  let document: JSONDocument
  let file: String
  private(set) var problems: [Diagnostic] = []

  init(_ document: JSONDocument, file: String) {
    self.document = document
    self.file = file
  }

  var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// The members of an object, each name once.
  mutating func members(of index: Int, _ path: String) -> [Member] {
    guard document.nodes[index].kind == .object else {
      report(index, path, "expected an object")
      return []
    }
    var seen: Set<[UInt8]> = []
    var members: [Member] = []
    for key in document.keys(of: index) {
      let name = document.string(key)
      let member = Member(
        name: name, key: key, value: document.value(ofKey: key),
        path: path.isEmpty ? name : "\(path).\(name)")
      if seen.insert(document.stringBytes(key)).inserted {
        members.append(member)
      } else {
        report(key, member.path, "the key stands twice")
      }
    }
    return members
  }

  /// The members of an object whose names are all among `names`; `noun` is what they are called.
  mutating func members(
    of index: Int, _ path: String, among names: [String], _ noun: String = "key"
  ) -> [Member] {
    members(of: index, path).filter { member in
      if names.contains(member.name) { return true }
      report(
        member.key, member.path,
        "unknown \(noun)"
          + NearestName.suggestion(for: member.name, among: names, orList: true))
      return false
    }
  }

  mutating func elements(of index: Int, _ path: String) -> [Int] {
    guard document.nodes[index].kind == .array else {
      report(index, path, "expected an array")
      return []
    }
    return Array(document.elements(of: index))
  }

  mutating func string(_ index: Int, _ path: String) -> String? {
    guard document.nodes[index].kind == .string else {
      report(index, path, "expected a string")
      return nil
    }
    return document.string(index)
  }

  mutating func number(_ index: Int, _ path: String) -> JSONNumber? {
    guard document.nodes[index].kind == .number else {
      report(index, path, "expected a number")
      return nil
    }
    return document.number(index)
  }

  /// An integer of the range.
  mutating func integer(_ index: Int, _ path: String, in range: ClosedRange<Int>) -> Int? {
    guard document.nodes[index].kind == .number, let integer = document.number(index).integer,
      range.contains(integer)
    else {
      let bounds =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      report(index, path, "expected an integer \(bounds)")
      return nil
    }
    return integer
  }

  mutating func bool(_ index: Int, _ path: String) -> Bool? {
    switch document.nodes[index].kind {
    case .true: return true
    case .false: return false
    case .null, .number, .string, .array, .object:
      report(index, path, "expected true or false")
      return nil
    }
  }

  /// A string that is one of the words of a type.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ index: Int, _ path: String, _ type: Word.Type = Word.self
  ) -> Word? {
    let words = Word.allCases.map(\.rawValue)
    guard document.nodes[index].kind == .string else {
      report(index, path, "expected a string, one of \(words.joined(separator: ", "))")
      return nil
    }
    let text = document.string(index)
    if let word = Word(rawValue: text) { return word }
    report(
      index, path,
      "unknown value '\(text)'" + NearestName.suggestion(for: text, among: words, orList: true))
    return nil
  }

  mutating func report(_ index: Int, _ path: String, _ message: String) {
    problems.append(Diagnostic(file, document.position(index), path, message))
  }

  mutating func warn(_ index: Int, _ path: String, _ message: String) {
    problems.append(
      Diagnostic(file, document.position(index), path, message, severity: .warning))
  }
}

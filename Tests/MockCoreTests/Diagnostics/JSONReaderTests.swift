import Testing

@testable import MockCore

struct JSONReaderTests {
  /// A text, what is read from its root, and what is then wrong with it.
  struct Reading: Sendable, CustomTestStringConvertible {
    let text: String
    let read: @Sendable (inout JSONReader) -> String?
    let value: String?
    let problems: [String]

    init(
      _ text: String, _ value: String?, _ problems: String...,
      read: @escaping @Sendable (inout JSONReader) -> String?
    ) {
      self.text = text
      self.read = read
      self.value = value
      self.problems = problems.map { "f.json:" + $0 }
    }

    var testDescription: String { text }
  }

  private enum Word: String, CaseIterable {
    case seed, size
  }

  /// The names with the sources of their values.
  private static func list(_ members: [JSONReader.Member], in document: JSONDocument) -> String {
    members.map { "\($0.name)=\(String(decoding: document.source($0.value), as: UTF8.self))" }
      .joined(separator: " ")
  }

  @Sendable private static func members(_ reader: inout JSONReader) -> String? {
    list(reader.members(of: 0), in: reader.document)
  }

  @Sendable private static func known(_ reader: inout JSONReader) -> String? {
    list(reader.members(of: 0, among: ["seed", "size"]), in: reader.document)
  }

  @Sendable private static func missing(_ reader: inout JSONReader) -> String? {
    reader.reportMissing(["a", "b"], in: 0, ": it is needed")
    return nil
  }

  @Sendable private static func small(_ reader: inout JSONReader) -> String? {
    reader.integer(0, in: -2...3).map { "\($0)" }
  }

  @Sendable private static func word(_ reader: inout JSONReader) -> String? {
    let word: Word? = reader.word(0)
    return word?.rawValue
  }

  @Sendable private static func bool(_ reader: inout JSONReader) -> String? {
    reader.bool(0).map { "\($0)" }
  }

  static let readings: [Reading] = [
    // Members: of one name the first counts, and each further one is reported.
    Reading("{}", "", read: members),
    Reading(#"{"b": {"x": 1}, "a": 2}"#, #"b={"x": 1} a=2"#, read: members),
    Reading(
      #"{"a": 1, "b": 2, "\u0061": 3, "a": 4}"#, "a=1 b=2",
      "1:18: error: a: the key stands twice", "1:31: error: a: the key stands twice",
      read: members),
    Reading("[1]", "", "1:1: error: expected an object", read: members),
    Reading(
      "{\"size\": 1,\n \"sed\": 2, \"colour\": 3}", "size=1",
      "2:2: error: sed: unknown key; did you mean 'seed'?",
      "2:12: error: colour: unknown key; expected one of seed, size", read: known),
    // A second one of a name that is unknown is wrong once, not twice.
    Reading(
      #"{"sed": 1, "sed": 2}"#, "", "1:12: error: sed: the key stands twice",
      "1:2: error: sed: unknown key; did you mean 'seed'?", read: known),
    Reading(
      #" {"b": null}"#, nil, "1:2: error: a: the key is missing: it is needed", read: missing),
    Reading("[]", nil, read: missing),
    // Elements.
    Reading("[1, [2], 3]", "1 2 4", read: { $0.elements(of: 0).map { "\($0)" }.joined(" ") }),
    Reading(
      "{}", "", "1:1: error: expected an array",
      read: { $0.elements(of: 0).map { "\($0)" }.joined(" ") }),
    // Values.
    Reading(#""a\n""#, "a\n", read: { $0.string(0) }),
    Reading("1", nil, "1:1: error: expected a string", read: { $0.string(0) }),
    Reading("1e1", "10", read: { $0.number(0).map { "\($0)" } }),
    Reading(#""1""#, nil, "1:1: error: expected a number", read: { $0.number(0).map { "\($0)" } }),
    Reading("-2", "-2", read: small), Reading("3.0", "3", read: small),
    Reading("-3", nil, "1:1: error: expected an integer from -2 to 3", read: small),
    Reading("4", nil, "1:1: error: expected an integer from -2 to 3", read: small),
    Reading("1.5", nil, "1:1: error: expected an integer from -2 to 3", read: small),
    Reading(#""1""#, nil, "1:1: error: expected an integer from -2 to 3", read: small),
    Reading(
      "0", nil, "1:1: error: expected an integer of at least 1",
      read: { $0.integer(0, in: 1...Int.max).map { "\($0)" } }),
    Reading("true", "true", read: bool), Reading("false", "false", read: bool),
    Reading("null", nil, "1:1: error: expected true or false", read: bool),
    Reading(#""true""#, nil, "1:1: error: expected true or false", read: bool),
    Reading(#""size""#, "size", read: word),
    Reading(
      #""sise""#, nil, "1:1: error: unknown value 'sise'; did you mean 'size'?", read: word),
    Reading(
      #""Seed""#, nil, "1:1: error: unknown value 'Seed'; did you mean 'seed'?", read: word),
    Reading(
      #""x""#, nil, "1:1: error: unknown value 'x'; expected one of seed, size", read: word),
    Reading("[]", nil, "1:1: error: expected a string, one of seed, size", read: word),
    // Of some words the others are neither taken nor proposed.
    Reading(
      #""seed""#, nil, "1:1: error: unknown value 'seed'; expected one of size",
      read: { $0.word(0, among: [Word.size])?.rawValue }),
  ]

  @Test(arguments: readings)
  func `a value is read, or it is said what was expected`(_ reading: Reading) throws {
    var reader = JSONReader(try JSONDocument(Array(reading.text.utf8)), file: "f.json")
    #expect(reading.read(&reader) == reading.value)
    #expect(reader.problems.map(\.description) == reading.problems)
    #expect(reader.problems.hasErrors == !reading.problems.isEmpty)
  }

  @Test func `a key that is missing further in is named with the whole path`() throws {
    let document = try JSONDocument(Array(#"{"a": [{}, {"b": 1}]}"#.utf8))
    var reader = JSONReader(document, file: "f.json")
    let list = try #require(document.member("a"))
    for element in document.elements(of: list) { reader.reportMissing(["b"], in: element) }
    #expect(
      reader.problems.map(\.description) == ["f.json:1:8: error: a[0].b: the key is missing"])
  }

  @Test func `a warning is no error`() throws {
    var reader = JSONReader(try JSONDocument(Array("[5]".utf8)), file: "f.json")
    reader.warn(1, "are you sure?")
    #expect(!reader.problems.hasErrors)
    #expect(reader.problems.map(\.description) == ["f.json:1:2: warning: [0]: are you sure?"])
    reader.report(0, "no")
    reader.warn(1, "really?")
    #expect(reader.problems.hasErrors)
  }
}

extension [String] {
  fileprivate func joined(_ separator: String) -> String { joined(separator: separator) }
}

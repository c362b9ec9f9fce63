import Testing

@testable import MockCore

struct YAMLMeaningTests {
  private func meaning(_ text: String) throws -> YAMLMeaning {
    try YAMLMeaning(Array(text.utf8), file: "f.yaml")
  }

  private func problems(_ text: [UInt8]) -> [String] {
    do throws(FileError) {
      let meaning = try YAMLMeaning(text, file: "f.yaml")
      return JSONReader(meaning, file: "f.yaml").problems.map(\.description)
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test(arguments: [
    ("a: 1\nb: [x, 2.5, true, null, ]\n", #"{"a":1,"b":["x",2.5,true,null]}"#),
    ("- a\n-\n- '1'\n- \"\\u00e9\\n\"\n", #"["a",null,"1","é\n"]"#),
    ("a: |\n  b\n  c\n", #"{"a":"b\nc\n"}"#), ("a: >\n  b\n  c\n", #"{"a":"b c\n"}"#),
    ("on: no-one\n5: x\n? y\n: z\n", #"{"on":"no-one","5":"x","y":"z"}"#),
    ("{a: {}, b: []}", #"{"a":{},"b":[]}"#), ("# c\n--- # d\nword # e\n", #""word""#),
    ("[[[]], {a: [{b: 1}]}]", #"[[[]],{"a":[{"b":1}]}]"#), ("---\n", "null"),
  ])
  func `a text means the same as its JSON`(_ yaml: String, _ json: String) throws {
    let meaning = try meaning(yaml)
    #expect(meaning.mistakes.isEmpty)
    let same = try JSONDocument(Array(json.utf8))
    #expect(JSONValue(meaning.document, 0) == JSONValue(same, 0))
    #expect(meaning.document.nodes.count == same.nodes.count)
  }

  @Test func `JSON is YAML, and its places are those of the JSON`() throws {
    let json = #"""
      {
        "a": [1, -2.5, "x\n\"\\\/\u00e9", true, false, null],
        "é": {"b": {}, "c": []}
      }
      """#
    let yaml = try meaning(json).document
    let document = try JSONDocument(Array(json.utf8))
    #expect(JSONValue(yaml, 0) == JSONValue(document, 0))
    for node in document.nodes.indices { #expect(yaml.position(node) == document.position(node)) }
  }

  @Test func `each node knows its place and its path`() throws {
    let document = try meaning("a:\n  - b: 1\n    c: 'x'\n  - 2\n").document
    let places = document.nodes.indices.map { node in
      let place = document.position(node)
      return "\(document.path(to: node)) \(place.line):\(place.column)"
    }
    #expect(
      places == [
        " 1:1", "a 1:1", "a 2:3", "a[0] 2:5", "a[0].b 2:5", "a[0].b 2:8", "a[0].c 3:5",
        "a[0].c 3:8",
        "a[1] 4:5",
      ])
    #expect(document.end == TextPosition(line: 5, column: 1))
  }

  @Test func `everything that is not taken is told, and the rest is read`() throws {
    let text = "a: no\nb: !t 1\nc: &x [2]\nd: *x\n? [e]\n: 3\nf: 4\n---\ng: 5\n"
    #expect(
      problems(Array(text.utf8)).map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
        == [
          "f.yaml:1:4: error: a:", "f.yaml:2:4: error: b:", "f.yaml:3:4: error: c:",
          "f.yaml:4:4: error: d:", "f.yaml:5:3: error: ?:", "f.yaml:8:1: error: a",
        ])
    let document = try meaning(text).document
    #expect(document.member("b").map { document.number($0).integer } == 1)
    #expect(document.member("f").map { document.number($0).integer } == 4)
    #expect(document.member("g") == nil)
  }

  @Test func `of what is not clear nothing more is said`() throws {
    var reader = JSONReader(try meaning("a: no\nb: 5\n"), file: "f.yaml")
    for member in reader.members(of: 0, among: ["a", "b"]) { _ = reader.string(member.value) }
    #expect(reader.problems.map(\.path) == ["a", "b"])
    #expect(reader.problems.map(\.message).last == "expected a string")
  }

  @Test func `an endless file is refused and not read to its end`() {
    let clock = ContinuousClock()
    let time = clock.measure {
      let values = Array("[\(String(repeating: "a,", count: 5_000_000))".utf8)
      #expect(
        problems(values) == [
          "f.yaml:1:200000: error: the file has more than 100000 keys and values"
        ])
      for opening in ["[", "{a: ", "- ", "[[{b: "] {
        let deep = Array(String(repeating: opening, count: 100_000).utf8)
        #expect(problems(deep).count == 1)
        #expect(problems(deep).first?.hasSuffix("more than 64 deep") == true)
      }
      let key = Array("? ".utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000)
      #expect(problems(key).count == 1)
      let scalar = Array(repeating: UInt8(ascii: "0"), count: 10_000_000)
      #expect(problems(scalar) == [])
    }
    #expect(time < .seconds(20))
  }
}

import MockCore
import Testing

struct JSONDocumentTests {
  private let document: JSONDocument

  init() throws {
    document = try JSONDocument(
      Array(
        #" {"a": [1, [2, {"b": 3}], "x"], "c": {}, "d\u0065": "q\"", "a": null, "": true}"#.utf8))
  }

  @Test func `the root is node 0 and spans the text`() {
    #expect(document.root.kind == .object)
    #expect(document.root.range == 1..<document.text.count)
    #expect(Int(document.root.next) == document.nodes.count)
  }

  @Test func `keys come in the order of the text and duplicates stay`() {
    #expect(document.keys(of: 0).map { document.string($0) } == ["a", "c", "de", "a", ""])
  }

  @Test func `elements are those of the array only and not of what it holds`() throws {
    let array = try #require(document.member("a"))
    let elements = Array(document.elements(of: array))
    #expect(elements.map { document.nodes[$0].kind } == [.number, .array, .string])
    #expect(
      elements.map { String(decoding: document.source($0), as: UTF8.self) }
        == ["1", #"[2, {"b": 3}]"#, #""x""#])
  }

  @Test func `empty containers have neither elements nor keys`() throws {
    let array = try JSONDocument(Array("[[], 1]".utf8))
    #expect(Array(array.elements(of: 1)).isEmpty)
    #expect(Array(document.keys(of: try #require(document.member("c")))).isEmpty)
    #expect(Array(try JSONDocument(Array("[]".utf8)).elements(of: 0)).isEmpty)
    #expect(Array(try JSONDocument(Array("{}".utf8)).keys(of: 0)).isEmpty)
  }

  @Test func `the first of two members with one key is found`() throws {
    #expect(document.nodes[try #require(document.member("a"))].kind == .array)
  }

  @Test func `a key is found by what its escapes mean`() throws {
    #expect(document.string(try #require(document.member("de"))) == "q\"")
    #expect(document.member("d\\u0065") == nil)
    #expect(document.nodes[try #require(document.member(""))].kind == .true)
  }

  @Test func `there is no member of that name or of something that is no object`() throws {
    let array = try #require(document.member("a"))
    #expect(document.member("b") == nil)
    #expect(document.member("A") == nil)
    #expect(document.member("a", of: array) == nil)
  }

  @Test func `a member is found in a nested object`() throws {
    let text = try JSONDocument(Array(#"{"a":{"b":1,"c":2},"b":9}"#.utf8))
    let inner = try #require(text.member("a"))
    #expect(text.number(try #require(text.member("b", of: inner))) == JSONNumber(1))
    #expect(text.number(try #require(text.member("b"))) == JSONNumber(9))
  }

  @Test func `strings are compared by code points and not by canonical equivalence`() throws {
    let text = try JSONDocument(Array(#"["\u00e9", "é", "é", "1\u212a", ""]"#.utf8))
    let composed = Array("\u{E9}".utf8)
    #expect(text.string(1, equals: composed))
    #expect(text.string(2, equals: composed))
    #expect(!text.string(2, equals: Array("e\u{301}".utf8)))
    #expect(!text.string(2, equals: Array("\u{EA}".utf8)))
    #expect(!text.string(4, equals: Array("1K".utf8)))
    #expect(text.string(5, equals: []))
    #expect(!text.string(5, equals: [0]))
  }

  @Test func `the source of a value is its text letter for letter`() throws {
    let sources = document.keys(of: 0).map {
      String(decoding: document.source(document.value(ofKey: $0)), as: UTF8.self)
    }
    #expect(sources == [#"[1, [2, {"b": 3}], "x"]"#, "{}", #""q\"""#, "null", "true"])
  }

  @Test func `positions count lines and code points from 1`() throws {
    let text = try JSONDocument(Array("{\n  \"é😀\": 1,\n\t\"b\":\n[7, null]}".utf8))
    let positions = [1, 2, 4, 5, 6].map { text.position($0) }
    #expect(positions.map(\.line) == [2, 2, 4, 4, 4])
    #expect(positions.map(\.column).dropFirst() == [9, 1, 2, 5])
  }

  @Test(arguments: ["€", "😀", #"\n"#, #"\\"#, #"\u20AC"#, #"\uD83D\uDE00"#, #"\\uD83D"#])
  func `an excerpt never ends within a code point, wherever it stands`(_ spelled: String) throws {
    for before in 170..<205 {
      let text = String(repeating: "a", count: before) + spelled + String(repeating: "b", count: 80)
      let document = try JSONDocument(Array("\"\(text)\"".utf8))
      let excerpt = document.excerpt(0)
      let tail = "… (\(text.utf8.count) bytes)"
      #expect(excerpt.hasSuffix(tail), "\(before)")
      let beginning = excerpt.unicodeScalars.dropLast(tail.unicodeScalars.count)
      #expect(document.string(0).unicodeScalars.starts(with: beginning), "\(before)")
      #expect(beginning.count >= 189, "\(before): as much as fits")
    }
  }
}

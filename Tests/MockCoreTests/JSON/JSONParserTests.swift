import MockCore
import Testing

/// What the parser says of a text, beyond the table of `JSONCases`.
struct JSONParserTests {
  struct Text: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]

    init(_ text: String) {
      bytes = Array(text.utf8)
    }

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self) }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let message: String

    init(_ text: String, _ message: String) {
      self.init(bytes: Array(text.utf8), message)
    }

    init(bytes: [UInt8], _ message: String) {
      self.bytes = bytes
      self.message = message
    }

    var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self) }
  }

  static func message(of bytes: [UInt8]) -> String? {
    do throws(JSONError) {
      _ = try JSONDocument(bytes)
      return nil
    } catch {
      return "\(error)"
    }
  }

  // MARK: Structure

  @Test(arguments: [
    "{ }", "[ ]", "  null  ", "\t[\r\n3\t]\r", "{\"a\" : \"b\" , \"c\" : [ ] }", "[[], [[]], {}]",
  ])
  func `white space may stand around everything`(_ text: String) {
    #expect(Self.message(of: Array(text.utf8)) == nil)
  }

  static let brokenStructures: [Refused] = [
    // Nothing, or more than one value.
    Refused("", "line 1, column 1 (byte 0): a value was expected, but the text is empty"),
    Refused(" ", "line 1, column 2 (byte 1): a value was expected, but the text is empty"),
    Refused("\n\n ", "line 3, column 2 (byte 3): a value was expected, but the text is empty"),
    Refused("[]]", "line 1, column 3 (byte 2): nothing may follow the value, found ']'"),
    Refused("{}\n{}", "line 2, column 1 (byte 3): nothing may follow the value, found '{'"),
    Refused("[1]x", "line 1, column 4 (byte 3): nothing may follow the value, found 'x'"),
    Refused("[]\0", "line 1, column 3 (byte 2): nothing may follow the value, found the byte 0x00"),
    Refused(
      "{}\u{FEFF}", "line 1, column 3 (byte 2): nothing may follow the value, found the byte 0xEF"),
    // Arrays.
    Refused("[", "line 1, column 2 (byte 1): a value was expected, but the text ends"),
    Refused("[1", "line 1, column 3 (byte 2): ',' or ']' was expected, found the end of the text"),
    Refused("[1,", "line 1, column 4 (byte 3): a value was expected, but the text ends"),
    Refused("[1,]", "line 1, column 4 (byte 3): a value was expected, found ']'"),
    Refused("[,1]", "line 1, column 2 (byte 1): a value was expected, found ','"),
    Refused("[1 true]", "line 1, column 4 (byte 3): ',' or ']' was expected, found 't'"),
    Refused("[1:2]", "line 1, column 3 (byte 2): ',' or ']' was expected, found ':'"),
    Refused("[1}", "line 1, column 3 (byte 2): ',' or ']' was expected, found '}'"),
    Refused("[\n\n  *]", "line 3, column 3 (byte 5): a value was expected, found '*'"),
    // Objects.
    Refused(
      "{",
      "line 1, column 2 (byte 1): a key in quotation marks was expected, found the end of the text"),
    Refused("{,}", "line 1, column 2 (byte 1): a key in quotation marks was expected, found ','"),
    Refused("{a:1}", "line 1, column 2 (byte 1): a key in quotation marks was expected, found 'a'"),
    Refused(
      "{'a':1}", "line 1, column 2 (byte 1): a key in quotation marks was expected, found '''"),
    Refused("{\"a\"}", "line 1, column 5 (byte 4): ':' was expected after the key, found '}'"),
    Refused("{\"a\",1}", "line 1, column 5 (byte 4): ':' was expected after the key, found ','"),
    Refused("{\"a\" 1}", "line 1, column 6 (byte 5): ':' was expected after the key, found '1'"),
    Refused(
      "{\"a\"",
      "line 1, column 5 (byte 4): ':' was expected after the key, found the end of the text"),
    Refused("{\"a\":", "line 1, column 6 (byte 5): a value was expected, but the text ends"),
    Refused("{\"a\":}", "line 1, column 6 (byte 5): a value was expected, found '}'"),
    Refused(
      "{\"a\":1", "line 1, column 7 (byte 6): ',' or '}' was expected, found the end of the text"),
    Refused("{\"a\":1 \"b\":2}", "line 1, column 8 (byte 7): ',' or '}' was expected, found '\"'"),
    Refused("{\"a\":1]", "line 1, column 7 (byte 6): ',' or '}' was expected, found ']'"),
    Refused("{\"a\":[1]]", "line 1, column 9 (byte 8): ',' or '}' was expected, found ']'"),
    Refused("[{\"a\":1}}", "line 1, column 9 (byte 8): ',' or ']' was expected, found '}'"),
    Refused(
      "{\"a\":1,}", "line 1, column 8 (byte 7): a key in quotation marks was expected, found '}'"),
    // Words.
    Refused("nul", "line 1, column 1 (byte 0): a value was expected, found 'n'"),
    Refused("[True]", "line 1, column 2 (byte 1): a value was expected, found 'T'"),
    Refused("[fals", "line 1, column 2 (byte 1): a value was expected, found 'f'"),
    Refused("nullx", "line 1, column 5 (byte 4): nothing may follow the value, found 'x'"),
    // White space is four characters and no more.
    Refused("[\u{0C}]", "line 1, column 2 (byte 1): a value was expected, found the byte 0x0C"),
    Refused("[\u{0B}1]", "line 1, column 2 (byte 1): a value was expected, found the byte 0x0B"),
    Refused("[\u{A0}]", "line 1, column 2 (byte 1): a value was expected, found the byte 0xC2"),
    Refused("\0", "line 1, column 1 (byte 0): a value was expected, found the byte 0x00"),
    Refused("[\u{7F}]", "line 1, column 2 (byte 1): a value was expected, found the byte 0x7F"),
    // Comments and other languages.
    Refused("/* a */ 1", "line 1, column 1 (byte 0): a value was expected, found '/'"),
    Refused(
      "\u{FEFF}{}", "line 1, column 1 (byte 0): a value was expected, found a byte order mark"),
    Refused("\u{E5}", "line 1, column 1 (byte 0): a value was expected, found the byte 0xC3"),
  ]

  @Test(arguments: brokenStructures)
  func `a broken structure is refused with its place`(_ refused: Refused) {
    #expect(Self.message(of: refused.bytes) == refused.message)
  }

  // MARK: Depth

  @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
  func `64 levels are taken and the 65th is refused`(_ open: String, _ close: String) {
    let inner = open == "[" ? "" : "1"
    let deepest = String(repeating: open, count: 64) + inner + String(repeating: close, count: 64)
    #expect(Self.message(of: Array(deepest.utf8)) == nil)

    let tooDeep = String(repeating: open, count: 65) + inner + String(repeating: close, count: 65)
    let offset = 64 * open.utf8.count
    #expect(
      Self.message(of: Array(tooDeep.utf8))
        == "line 1, column \(offset + 1) (byte \(offset)): "
        + "arrays and objects are nested deeper than 64 levels")
  }

  @Test func `siblings do not add to the depth`() {
    let level = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
    #expect(Self.message(of: Array("[\(level),\(level),{\"a\":[]}]".utf8)) == nil)
  }

  @Test func `a hundred thousand open brackets are refused and not a stack overflow`() {
    #expect(Self.message(of: Array(repeating: UInt8(ascii: "["), count: 100_000)) != nil)
  }

  // MARK: Truncation

  @Test func `no beginning of a document is a document`() {
    let text = Array(#"{"a":[1.5e+3,"\u00e9\ud83d\ude00\n",true,null,{}],"é😀":-0}"#.utf8)
    #expect(Self.message(of: text) == nil)
    for length in text.indices {
      #expect(Self.message(of: Array(text[..<length])) != nil, "of \(length) bytes")
    }
  }
}

/// The bound on the number of values, and the room for them.
struct JSONParserCountTests {
  @Test(arguments: [1, 10, 4094, 4095, 4096, 5000, 40_000])
  func `any number of values is read whole`(_ count: Int) throws {
    let text = "{\"a\":[" + repeatElement("1", count: count).joined(separator: ",") + "],\"b\":{}}"
    let document = try JSONDocument(Array(text.utf8))
    #expect(document.nodes.count == count + 5)
    #expect(document.root.range == 0..<text.utf8.count)
    #expect(document.elements(of: 2).reduce(0) { sum, _ in sum + 1 } == count)
    #expect(document.nodes[try #require(document.member("b"))].kind == .object)
  }

  @Test func `the buffer of another document leaves no trace`() throws {
    var nodes: [JSONNode] = []
    for text in ["[1,2,3,{\"a\":null}]", "[]", "[1,", "\"x\"", "{\"a\":[true]}"] {
      let fresh = try? JSONDocument(Array(text.utf8))
      let document = try? JSONDocument(Array(text.utf8), reusing: &nodes)
      #expect(document?.nodes.map { "\($0)" } == fresh?.nodes.map { "\($0)" })
      nodes = document?.nodes ?? nodes
    }
  }

  @Test func `a text may have 250,000 values and no more`() throws {
    let most = "[" + repeatElement("1", count: 249_999).joined(separator: ",") + "]"
    #expect(try JSONDocument(Array(most.utf8)).nodes.count == 250_000)
    let error = #expect(throws: JSONError.self) {
      _ = try JSONDocument(Array(("[1," + most.dropFirst()).utf8))
    }
    #expect(error?.reason == "there are more than 250000 keys and values")
  }
}

/// The bound on the length of a number.
struct JSONParserNumberLengthTests {
  @Test func `a number may have 10,000 characters and no more`() throws {
    #expect(try JSONDocument([UInt8](repeating: 0x31, count: 10_000)).nodes.count == 1)
    let error = #expect(throws: JSONError.self) {
      _ = try JSONDocument([UInt8](repeating: 0x31, count: 10_001))
    }
    #expect(error?.reason == "a number is longer than 10000 characters")
    #expect(error?.offset == 0)
  }
}

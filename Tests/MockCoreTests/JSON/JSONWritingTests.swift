import MockCore
import Testing

struct JSONWritingTests {
  struct Written: Sendable, CustomTestStringConvertible {
    let value: String
    let json: String

    init(_ value: String, _ json: String) {
      self.value = value
      self.json = json
    }

    var testDescription: String { json }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test(arguments: [
    Written("", #""""#), Written("a b", #""a b""#), Written("\"\\/", #""\"\\/""#),
    Written("\n\r\t", #""\n\r\t""#), Written("\u{8}\u{C}", #""\u0008\u000c""#),
    Written("\0\u{1}\u{1F}", #""\u0000\u0001\u001f""#), Written("\u{7F}", "\"\u{7F}\""),
    Written("é€😀\u{2028}", "\"é€😀\u{2028}\""), Written("1\u{212A}", "\"1\u{212A}\""),
    Written("e\u{301}", "\"e\u{301}\""),
  ])
  func `a string is written with the escapes that JSON demands`(_ written: Written) {
    var json: [UInt8] = []
    json.append(jsonString: written.value)
    #expect(json == Array(written.json.utf8))
  }

  @Test func `each code point below 256 comes back from the parser`() throws {
    for code in UInt8.min...UInt8.max {
      let value = "<\(UnicodeScalar(code))>"
      var json: [UInt8] = []
      json.append(jsonString: value)
      #expect(try JSONDocument(json).stringBytes(0) == Array(value.utf8))
    }
  }

  @Test(arguments: [0, 1, 9, 10, 11, 99, 400_001, -1, -9, -10, .max, .min])
  func `an integer is written in decimal`(_ number: Int) {
    var json: [UInt8] = []
    json.append(decimal: number)
    #expect(text(json) == "\(number)")
  }

  @Test func `parts are appended to what is there`() {
    var json = Array("[".utf8)
    json.append(json: "null,")
    json.append(decimal: UInt64.max)
    json.append(json: "]")
    #expect(text(json) == "[null,18446744073709551615]")
  }
}

import Testing

@testable import MockCore

struct JSONErrorTests {
  struct Place: Sendable, CustomTestStringConvertible {
    let text: String
    let offset: Int
    let line: Int
    let column: Int

    init(_ text: String, at offset: Int, _ line: Int, _ column: Int) {
      self.text = text
      self.offset = offset
      self.line = line
      self.column = column
    }

    var testDescription: String { "\(offset) in \(text.debugDescription)" }
  }

  @Test(arguments: [
    Place("", at: 0, 1, 1), Place("abc", at: 0, 1, 1), Place("abc", at: 2, 1, 3),
    Place("abc", at: 3, 1, 4), Place("a\nb", at: 1, 1, 2), Place("a\nb", at: 2, 2, 1),
    Place("a\nb", at: 3, 2, 2), Place("\n\n", at: 2, 3, 1), Place("\r\nx", at: 2, 2, 1),
    Place("é€😀x", at: 2, 1, 2), Place("é€😀x", at: 5, 1, 3), Place("é€😀x", at: 9, 1, 4),
    Place("é\né", at: 5, 2, 2), Place("abc", at: 99, 1, 4),
  ])
  func `a place is counted in lines and code points`(_ place: Place) {
    let position = TextPosition(of: place.offset, in: Array(place.text.utf8))
    #expect(position.line == place.line)
    #expect(position.column == place.column)
  }

  @Test func `an error names line, column, byte and reason`() {
    let error = JSONError("that is wrong", at: 4, in: Array("é\n-x".utf8))
    #expect("\(error)" == "line 2, column 2 (byte 4): that is wrong")
    #expect(error.offset == 4)
    #expect(error.reason == "that is wrong")
  }

  @Test func `several places are found as each alone`() {
    let text = Array("aé\n😀b\r\n\nend".utf8)
    let offsets = Array(0...text.count + 2).reversed() + [3, 3]
    let all = TextPosition.all(of: Array(offsets), in: text)
    for offset in offsets
    where offset <= text.count && (offset == text.count || text[offset] & 0xC0 != 0x80) {
      #expect(all[offset] == TextPosition(of: offset, in: text), "\(offset)")
    }
  }
}

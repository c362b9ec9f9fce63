import Testing

@testable import MockCore

struct JSONEscapesTests {
  @Test func `text without escapes stays as it is`() {
    let text = Array("é 😀 /\u{7F}".utf8)
    #expect(JSONEscapes.resolved(text[...]) == text)
    #expect(JSONEscapes.resolved([]) == [])
  }

  @Test func `each short escape has its meaning`() {
    let text = Array(#"\"\\\/\b\f\n\r\t"#.utf8)
    #expect(
      JSONEscapes.resolved(text[...]) == [0x22, 0x5C, 0x2F, 0x08, 0x0C, 0x0A, 0x0D, 0x09])
  }

  @Test func `every scalar of the basic plane and some beyond are resolved from their units`() {
    for code in stride(from: UInt32(0), through: 0x10FFFF, by: 37) {
      guard let scalar = UnicodeScalar(code) else { continue }
      let escapes = Character(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16, uppercase: code % 2 == 0)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
      let text = Array(("<" + escapes.joined() + ">").utf8)
      #expect(JSONEscapes.resolved(text[...]) == Array("<\(scalar)>".utf8), "\(code)")
    }
  }

  @Test func `a slice of a larger text is resolved`() {
    let text = Array(#"["\u0041b"]"#.utf8)
    #expect(JSONEscapes.resolved(text[2..<9]) == Array("Ab".utf8))
  }
}

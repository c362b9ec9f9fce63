import MockCore
import Testing

struct DiagnosticTests {
  @Test func `a diagnostic is one line with file, place, path and message`() {
    let position = TextPosition(of: 3, in: Array("a\nbc".utf8))
    #expect(
      "\(Diagnostic("models/x.json", position, "a.b", "expected an object"))"
        == "models/x.json:2:2: error: a.b: expected an object")
    #expect(
      "\(Diagnostic("x.json", position, "", "expected an object"))"
        == "x.json:2:2: error: expected an object")
  }
}

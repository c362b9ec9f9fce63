import MockServer
import Testing

struct ControlCharactersTests {
  @Test func `control characters are shown, not obeyed`() {
    #expect(
      ControlCharacters.escaped("a\nb\u{1B}[2J\u{7F}\u{9B}é") == #"a\u{a}b\u{1b}[2J\u{7f}\u{9b}é"#)
    #expect(ControlCharacters.escaped("plain é") == "plain é")
  }
}

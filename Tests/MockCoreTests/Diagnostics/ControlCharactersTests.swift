import MockCore
import Testing

struct ControlCharactersTests {
  @Test func `control characters are shown, not obeyed`() {
    #expect(
      ControlCharacters.escaped("a\nb\u{1B}[2J\u{7F}\u{9B}é") == #"a\u{a}b\u{1b}[2J\u{7f}\u{9b}é"#)
    #expect(ControlCharacters.escaped("plain é") == "plain é")
  }

  @Test func `what turns the direction, breaks a line or is no character is shown too`() {
    #expect(
      ControlCharacters.escaped("\u{202E}gnp\u{2066}\u{200F}.\u{2028}\u{2029}\u{FFFE}\u{FFFF}")
        == #"\u{202e}gnp\u{2066}\u{200f}.\u{2028}\u{2029}\u{fffe}\u{ffff}"#)
    // A joiner makes one picture of two, and Hebrew turns by itself.
    #expect(ControlCharacters.escaped("👩‍🚀 שלום") == "👩‍🚀 שלום")
  }

  @Test func `lines stay lines where that is wanted`() {
    #expect(
      ControlCharacters.escapedInLines("a\n\tb\r\n\u{0}") == "a\n\tb\\u{d}\n\\u{0}")
  }
}

import Testing

@testable import MockCore

struct StoryNameTests {
  @Test(arguments: [
    "a", "submit/answer-lost", "a/b/c", "2-4", "a--b", String(repeating: "a", count: 100),
  ])
  func `a name is words with slashes between them`(_ text: String) {
    #expect(StoryName(text)?.text == text)
  }

  @Test(arguments: [
    "", "/", "a/", "/a", "a//b", "A", "a_b", "a.b", "a b", "-a", "a-", "a/-b", "é", "a~b",
    String(repeating: "a", count: 101),
  ])
  func `everything else is none`(_ text: String) {
    #expect(StoryName(text) == nil)
  }

  @Test(arguments: ["submit.answer-lost", "submit/answer-lost"])
  func `in a token a dot may stand for a slash`(_ text: String) {
    #expect(StoryName(inToken: Array(text.utf8)[...])?.text == "submit/answer-lost")
  }

  @Test func `no name of a token traps`() {
    for bytes in [[], [0x2E], [0xFF], [0x61, 0x2E, 0x2E, 0x62]] as [[UInt8]] {
      #expect(StoryName(inToken: bytes[...]) == nil)
    }
  }
}

import Testing

@testable import MockCore

struct PlainScalarTests {
  private func scalar(_ word: String) -> PlainScalar { PlainScalar(Array(word.utf8)) }

  @Test func `words that mean the same to every reader are taken`() {
    #expect(scalar("") == .null)
    #expect(scalar("null") == .null)
    #expect(scalar("true") == .bool(true))
    #expect(scalar("false") == .bool(false))
  }

  @Test(arguments: [
    "0", "-0", "5", "-12", "1.5", "0.25", "100000000000000000000", "1.5e+3", "2.0E-7",
  ])
  func `numbers that JSON has too are numbers`(_ word: String) {
    #expect(scalar(word) == .number)
  }

  @Test(arguments: [
    "a", "2s", "1.5h", "2-4", "3+", "60x", "50%", "forever", "submit/answer-lost", "1.2.3",
    "192.168.0.1",
    "-", ".", "..", "a:1", "1:x", "0x", "0xg", "0o8", "0b2", "1e", "e5", "no way", "nope", "nulls",
    "é", "٣",
    "1,000", "2026-01", "2026-01-02 was a Friday", "2026-01-02-03", "12-01-02", "5 seconds", "+",
    "1-2-3",
  ])
  func `everything else is a text`(_ word: String) {
    #expect(scalar(word) == .text)
  }

  @Test(arguments: [
    "yes", "Yes", "YES", "no", "No", "on", "On", "off", "OFF", "y", "Y", "n", "N", "True", "TRUE",
    "False",
    "~", "Null", "NULL", "<<", "=", "010", "-01", "00", "0x1F", "-0xff", "0o17", "0b101", "1_000",
    "+5",
    "1.", ".5", "-.5", "1e3", "1E3", "1.5e3", "-2e-7", "1:30", "12:30:45", "+1:30", "1:30.5",
    ".inf", "-.Inf",
    "+.INF", ".nan", ".NaN", "2026-01-02", "2026-1-2", "2026-01-02T03:04:05Z",
    "2026-01-02 03:04:05.6 -7",
  ])
  func `what readers disagree on is not taken`(_ word: String) throws {
    guard case .ambiguous(let advice) = scalar(word) else {
      Issue.record("\(scalar(word))")
      return
    }
    #expect(advice.contains("\"\(word)\" in quotation marks"))
  }

  @Test func `a key is a text, but for the one that merges`() {
    for word in ["on", "no", "5", "null", "", "~", "1:30"] {
      #expect(PlainScalar(Array(word.utf8), isKey: true) == .text)
    }
    guard case .ambiguous = PlainScalar(Array("<<".utf8), isKey: true) else {
      Issue.record("<< is taken")
      return
    }
  }

  @Test func `a long word is shown by its beginning`() throws {
    let word = "0" + String(repeating: "1", count: 500)
    guard case .ambiguous(let advice) = scalar(word) else {
      Issue.record("it is taken")
      return
    }
    #expect(advice.utf8.count < 150)
  }
}

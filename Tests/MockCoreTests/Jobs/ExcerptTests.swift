import MockCore
import Testing

struct ExcerptTests {
  private func excerpt(_ text: String, isCut: Bool = false) -> String {
    Excerpt(Array(text.utf8)[...], isCut: isCut).text
  }

  @Test func `a short text is kept as it is`() {
    for count in 0...Excerpt.capacity {
      let text = String(
        "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+".prefix(count))
      #expect(excerpt(text) == text)
    }
  }

  @Test func `a longer one ends with an ellipsis`() {
    #expect(excerpt(String(repeating: "x", count: 64)) == String(repeating: "x", count: 60) + "…")
    #expect(excerpt(String(repeating: "é", count: 32)) == String(repeating: "é", count: 30) + "…")
    #expect(excerpt("ab", isCut: true) == "ab…")
    #expect(excerpt("", isCut: true) == "…")
  }

  @Test func `a part of an array is kept from its own beginning`() {
    #expect(Excerpt(Array("0123456789abcdef".utf8)[10...]).text == "abcdef")
  }
}

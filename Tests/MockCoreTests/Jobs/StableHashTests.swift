import Testing

@testable import MockCore

struct StableHashTests {
  private func hash(_ texts: String...) -> UInt64 {
    var hash = StableHash()
    for text in texts { hash.add(Array(text.utf8).span.bytes) }
    return hash.value
  }

  @Test func `texts differ by each of their bytes and by where they end`() {
    var values: [UInt64] = [
      hash(), hash(""), hash("", ""), hash("abc"), hash("ab", "c"), hash("a", "bc"), hash("\0"),
      hash("\0\0"), hash("abcdefgh"), hash("abcdefgh", ""), hash("abcdefg", "h"),
    ]
    for length in 1...24 {
      for place in 0..<length {
        var letters = Array(repeating: Character("x"), count: length)
        letters[place] = "y"
        values.append(hash(String(letters)))
      }
    }
    #expect(Set(values).count == values.count)
  }

  @Test func `the same texts have the same hash`() {
    #expect(hash("a/b", "a cat on a mat", "7") == hash("a/b", "a cat on a mat", "7"))
  }
}

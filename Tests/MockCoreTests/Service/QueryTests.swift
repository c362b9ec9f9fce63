import HTTPMessages
import Testing

@testable import MockCore

struct QueryTests {
  private func query(_ arguments: [(String, String)]) -> Query {
    Query(Request("GET", "/v1/models", arguments: arguments))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let sent: String
    let value: String

    init(_ sent: String, _ value: String) {
      self.sent = sent
      self.value = value
    }

    var testDescription: String { sent }
  }

  @Test(arguments: [
    Case("", ""), Case("plain", "plain"), Case("a%20b", "a b"), Case("%41%6a%6A", "Ajj"),
    Case("%C3%A9", "é"), Case("%F0%9F%98%80", "😀"), Case("%2F%25%26", "/%&"), Case("100%", "100%"),
    Case("%4", "%4"), Case("%zz", "%zz"), Case("%4x", "%4x"), Case("%%41", "%A"),
    Case("%2541", "%41"), Case("%00", "\0"), Case("%FF", "\u{FFFD}"), Case("é", "é"),
  ])
  func `a value is percent-decoded once`(_ test: Case) {
    #expect(query([("q", test.sent)])["q"] == test.value)
  }

  @Test func `a name is percent-decoded too and compared with case`() {
    let query = query([("se%61rch", "x"), ("Limit", "5")])
    #expect(query["search"] == "x")
    #expect(query["se%61rch"] == nil)
    #expect(query["limit"] == nil)
    #expect(query["offset"] == nil)
  }

  @Test func `of an argument that stands twice the first counts`() {
    #expect(query([("a", "1"), ("b", "2"), ("a", "3")])["a"] == "1")
  }
}

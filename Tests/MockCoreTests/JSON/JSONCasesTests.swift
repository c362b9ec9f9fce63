import MockCore
import Testing

struct JSONCasesTests {
  @Test(arguments: JSONCases.taken + JSONCases.decidedToTake)
  func `is taken`(_ text: JSONCase) throws {
    let document = try JSONDocument(text.text)
    #expect(Int(document.root.next) == document.nodes.count, "the nodes belong to one value")
  }

  @Test(arguments: JSONCases.refused + JSONCases.decidedToRefuse)
  func `is refused at a place of the text or just behind it`(_ text: JSONCase) throws {
    let error = try #require(throws: JSONError.self) { _ = try JSONDocument(text.text) }
    #expect((0...text.text.count).contains(error.offset))
    let lines = text.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    try #require((1...lines.count).contains(error.position.line))
    #expect((1...lines[error.position.line - 1].count + 1).contains(error.position.column))
    #expect(!error.reason.isEmpty)
  }

  @Test func `what is left to the parser is decided with a reason`() {
    for decided in JSONCases.decidedToTake + JSONCases.decidedToRefuse {
      #expect(!decided.because.isEmpty, "\(decided.name)")
    }
  }

  @Test func `no text is in the table twice`() {
    let all =
      JSONCases.taken + JSONCases.refused + JSONCases.decidedToTake + JSONCases.decidedToRefuse
    for (text, cases) in Dictionary(grouping: all, by: \.text) where cases.count > 1 {
      Issue.record("\(cases.map(\.name)) are all \(text)")
    }
  }
}

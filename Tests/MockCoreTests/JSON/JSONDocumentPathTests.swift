import Testing

@testable import MockCore

struct JSONDocumentPathTests {
  @Test func `a path names the keys and indices that lead to a node`() throws {
    let document = try JSONDocument(
      Array(#"{"a":1,"b":[true,{"c":[],"\u0064":{"é":null}},[[2]]],"e":""}"#.utf8))
    let paths = document.nodes.indices.map { document.path(to: $0) }
    #expect(
      paths == [
        "", "a", "a", "b", "b", "b[0]", "b[1]", "b[1].c", "b[1].c", "b[1].d", "b[1].d", "b[1].d.é",
        "b[1].d.é", "b[2]", "b[2][0]", "b[2][0][0]", "e", "e",
      ])
  }

  @Test func `a list at the top has indices`() throws {
    let document = try JSONDocument(Array(#"[1,[2],{"a":3}]"#.utf8))
    #expect(
      document.nodes.indices.map { document.path(to: $0) } == [
        "", "[0]", "[1]", "[1][0]", "[2]", "[2].a", "[2].a",
      ])
  }

  @Test(arguments: [0, 3, 15, 16, 17, 40])
  func `keys that stand twice are found among few and among many`(_ more: Int) throws {
    let others = (0..<more).map { ",\"k\($0)\":0" }.joined()
    let document = try JSONDocument(
      Array(#"{"a":1,"é":1\#(others),"\u0061":2,"e\u0301":3,"a":4}"#.utf8))
    let duplicates = document.duplicateKeys(of: 0).map { document.source($0 + 1) }
    #expect(duplicates.map { String(decoding: $0, as: UTF8.self) } == ["2", "4"])
  }
}

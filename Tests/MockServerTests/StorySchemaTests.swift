import MockCore
import MockServer
import Testing

/// The published schema of stories lists what the contract has.
struct StorySchemaTests {
  /// The list at the end of some keys.
  private func words(_ keys: String...) throws -> [String] {
    let text = try TextFile.read("\(GoldenFile.fixtures)/schemas/story.schema.json")
    let schema = try JSONDocument(text)
    let place = try keys.reduce(0) { try #require(schema.member($1, of: $0)) }
    return schema.elements(of: place).map { schema.string($0) }
  }

  @Test func `every promise can be a story's`() throws {
    #expect(try words("properties", "promise", "enum") == Promise.allCases.map(\.rawValue))
  }

  @Test func `every refusal of the contract can be expected`() throws {
    let refusals = Promise.allCases.filter { !$0.refusals.isEmpty }.map(\.rawValue)
    #expect(
      try words("$defs", "expectation", "properties", "refusal", "enum") == refusals)
  }
}

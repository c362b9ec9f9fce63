import Foundation
import FuzzChecks
import Testing

/// The inputs that the fuzzers start from, among them each that ever broke something.
struct CorpusTests {
  private func inputs(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let corpus = root.appending(path: "Fuzz/Corpus").appending(path: target)
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus.path)
    return try names.sorted().map { ($0, Array(try Data(contentsOf: corpus.appending(path: $0)))) }
  }

  private func check(
    _ target: String, _ check: ([UInt8]) throws(BrokenProperty) -> Void
  ) throws {
    let inputs = try inputs(target)
    #expect(inputs.count > 10)
    for input in inputs {
      do throws(BrokenProperty) {
        try check(input.bytes)
      } catch {
        Issue.record("\(input.name): \(error)")
      }
    }
  }

  @Test func `every text of the corpus is parsed as it should be`() throws {
    try check("json", JSONChecks.check)
  }

  @Test func `every model file of the corpus is loaded as it should be`() throws {
    try check("schemas", SchemaChecks.check)
  }

  @Test func `every story file of the corpus is read as it should be`() throws {
    try check("stories", StoryChecks.check)
  }

  @Test func `every body of the corpus is validated as it should be`() throws {
    try check("validation", ValidationChecks.check)
  }
}

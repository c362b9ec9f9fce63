import Foundation
import MockCore
import MockServer
import Testing

struct EmbeddedFixturesTests {
  private static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(component: "fixtures")

  /// A folder that does not exist has no files.
  private func paths(_ folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: Self.fixtures.appending(component: folder).path)
    return (names ?? []).filter { $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }
  }

  @Test func `the embedded files are those of the folders`() {
    let wanted = (paths("models") + paths("profiles")).sorted()
    #expect(!wanted.isEmpty)
    #expect(EmbeddedFixtures.files.map(\.path).sorted() == wanted, "run scripts/embed")
  }

  @Test func `they are embedded byte for byte`() throws {
    for (path, text) in EmbeddedFixtures.files {
      let file = try Data(contentsOf: Self.fixtures.appending(path: path))
      #expect(file.elementsEqual(text), "\(path) was edited after the build")
    }
  }

  @Test func `every model has the id that its file is named after`() throws {
    let names = try Models.shipped().map { model in
      "models/" + model.id.split(separator: "/").joined(separator: "__") + ".json"
    }
    #expect(names.sorted() == paths("models").sorted())
  }
}

import Fixtures
import Foundation
import MockCore
import MockServer
import Testing

struct EmbeddedFixturesTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files in and below a folder; one that does not exist has none.
  private func paths(_ folder: String, _ ending: String = ".json") -> [String] {
    let names = try? FileManager.default.subpathsOfDirectory(
      atPath: Self.root.appending(path: folder).path)
    return (names ?? []).filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
  }

  @Test func `the embedded files are those of the folders`() {
    let folders = [
      paths("fixtures/models"), paths("fixtures/profiles"), paths("scenarios", ".yaml"),
      ["fixtures/submissions.yaml"],
    ]
    for folder in folders { #expect(!folder.isEmpty) }
    let wanted = folders.joined().sorted()
    #expect(EmbeddedFile.all.map(\.path).sorted() == wanted, "run scripts/embed")
  }

  @Test func `they are embedded byte for byte`() throws {
    for embedded in EmbeddedFile.all {
      let file = try Data(contentsOf: Self.root.appending(path: embedded.path))
      #expect(file.elementsEqual(embedded.text), "\(embedded.path) was edited after the build")
    }
  }

  @Test func `one is found by its path, and many by the folder that they are below`() throws {
    let path = "scenarios/submit/answer-lost.yaml"
    let file = try Data(contentsOf: Self.root.appending(path: path))
    #expect(EmbeddedFile(path).map { file.elementsEqual($0.text) } == true)
    #expect(EmbeddedFile("scenarios/submit/answer-lost") == nil)
    #expect(
      EmbeddedFile.all(below: "scenarios/submit/").map(\.path).sorted()
        == paths("scenarios/submit", ".yaml").sorted())
  }

  @Test func `every model has the id that its file is named after`() throws {
    let names = try Models.shipped().map { model in
      "fixtures/models/" + model.id.split(separator: "/").joined(separator: "__") + ".json"
    }
    #expect(names.sorted() == paths("fixtures/models").sorted())
  }

  @Test func `every story has the name of its file, and says why it is told`() throws {
    let shelf = Stories.shipped
    #expect(
      shelf.map { "scenarios/\($0.name).yaml" }.sorted() == paths("scenarios", ".yaml").sorted())
    for shelved in shelf {
      let story = try shelved.story
      #expect(story.name == shelved.name)
      #expect(story.why.count > 40, "\(story.name)")
      let file = try Data(contentsOf: Self.root.appending(path: "scenarios/\(story.name).yaml"))
      #expect(file.elementsEqual(story.text))
    }
  }
}

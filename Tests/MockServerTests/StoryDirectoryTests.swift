import MockCore
import Testing

@testable import MockServer

/// A folder of story files; what it has in common with one of models is tested with those.
struct StoryDirectoryTests {
  private let folder: TemporaryFolder
  private let directory: FileDirectory<Story>

  init() throws {
    folder = try TemporaryFolder()
    directory = FileDirectory(folder.path)
  }

  private func problems(_ reading: FileDirectory<Story>.Reading) -> [String] {
    reading.problems.map { "\($0)".replacing("\(folder.path)/", with: "") }
  }

  @Test func `each file of YAML or JSON is a story`() throws {
    try folder.write("a.yaml", storyText("one"))
    try folder.write("b.yml", storyText("two"))
    try folder.write("c.json", #"{"version": 1, "story": "three", "title": "t"}"#)
    for name in [".d.yaml", "e.yaml~", "f.txt", "g.YAML"] { try folder.write(name, "no story") }
    let reading = try directory.read()
    #expect(reading.items.map(\.name.text) == ["one", "two", "three"])
    #expect(reading.problems == [])
  }

  @Test func `a bad edit keeps the story and says so until it is mended`() throws {
    try folder.write("a.yaml", storyText("one", title: "old"))
    let first = try directory.read().items[0]
    try folder.write("a.yaml", "story: [")
    let spoiled = try directory.read()
    #expect(spoiled.items.map(\.title) == ["old"])
    #expect(spoiled.items.first === first)
    #expect(problems(spoiled).count == 1 && spoiled.problems.hasErrors)
    try folder.write("a.yaml", storyText("one", title: "new"))
    #expect(try directory.read().items.map(\.title) == ["new"])
  }

  @Test func `a name that another file has is told at its place`() throws {
    try folder.write("a.yaml", storyText("one"))
    try folder.write("b.yaml", "title: t\nversion: 1\nstory:   one\n")
    #expect(
      problems(try directory.read()) == [
        "b.yaml:3:10: error: story: one is already the story of a.yaml"
      ])
  }

  @Test func `stories of a folder replace shipped ones`() throws {
    try folder.write("a.yaml", storyText("submit/answer-lost", title: "mine"))
    try folder.write("b.yaml", storyText("ours/new"))
    let shipped = try Stories.all(addedFrom: nil) { _ in }
    let all = try Stories.all(addedFrom: folder.path) { _ in }
    #expect(all.count == shipped.count + 1)
    #expect(all.map(\.name.text) == all.map(\.name.text).sorted())
    #expect(try Stories.story("submit/answer-lost", among: all).title == "mine")
  }

  @Test func `a name that is none is told with the one that was meant`() throws {
    let stories = Stories.shipped
    for (name, message) in [
      (
        "submit/anser-lost",
        "there is no story 'submit/anser-lost'; did you mean 'submit/answer-lost'?"
      ),
      ("zzz", "there is no story 'zzz'; scenarios list names them all"),
    ] {
      let error = #expect(throws: MockServerError.self) { try Stories.story(name, among: stories) }
      #expect(error?.description == message)
      #expect(error?.isOfTheCall == true)
    }
  }
}

/// The text of a story in which the first status call is answered with that number.
func storyText(_ name: String, title: String = "t", status: Int = 500) -> String {
  """
  version: 1
  story: \(name)
  title: \(title)
  script:
    faults: [{ on: status, nth: every, do: { answer: { status: \(status) } } }]

  """
}

import MockCore
import Testing

@testable import MockServer

struct LintReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func lines(_ names: String...) throws -> [String] {
    let paths = names.isEmpty ? [folder.path] : names.map { "\(folder.path)/\($0)" }
    let report = try LintReport(of: paths)
    return report.problems.map { "\($0)".replacing("\(folder.path)/", with: "") } + [report.summary]
  }

  @Test func `a file is what its key says`() throws {
    try folder.write("story.yaml", "version: 1\nstory: a\ntitle: t\nx: 1\n")
    try folder.write("model.json", modelText("m/a", schema: #"{"type": "objct"}"#))
    try folder.write("profile.json", #"{"profile": "a b"}"#)
    #expect(
      try lines() == [
        "model.json:5:28: error: input_schema.type: unknown value 'objct'; did you mean 'object'?",
        "profile.json:1:13: error: profile: expected visible ASCII characters without blanks",
        "story.yaml:4:1: error: x: unknown key; expected one of $schema, version, story, title, why, from, "
          + "promise, live, script, steps, expect",
        "3 files: all with mistakes",
      ])
  }

  @Test func `good files are fine`() throws {
    try folder.write("a.yml", storyText("a"))
    try folder.write("b.json", #"{"version": 1, "story": "b", "title": "t"}"#)
    try folder.write("c.json", modelText("m/a"))
    try folder.write("d.json", #"{"profile": "ours"}"#)
    #expect(try lines() == ["4 files: fine"])
    #expect(try lines("a.yml") == ["1 file: fine"])
    #expect(!(try LintReport(of: [folder.path]).hasErrors))
  }

  @Test func `what a file is must be told`() throws {
    try folder.write("a.yaml", "version: 1\n")
    try folder.write("b.yaml", "version: 1\nstroy: a\n")
    try folder.write("c.json", "[]")
    let message =
      "expected an object with one of the keys story, model_id and profile, which says what the file is"
    #expect(
      try lines() == [
        "a.yaml:1:1: error: \(message)",
        "b.yaml:2:1: error: stroy: unknown key; did you mean 'story'?",
        "c.json:1:1: error: \(message)", "3 files: all with mistakes",
      ])
  }

  @Test func `models and profiles are JSON`() throws {
    try folder.write("a.yaml", "model_id: m/a\n")
    try folder.write("b.yaml", "profile: ours\n")
    try folder.write("c.yaml", #"{"profile": "ours"}"#)
    #expect(
      try lines() == [
        "a.yaml:1:1: error: a model is written in JSON",
        "b.yaml:1:1: error: a profile is written in JSON",
        "3 files: 2 with mistakes",
      ])
  }

  @Test func `two files of one name are a mistake of the second`() throws {
    try folder.write("a.yaml", storyText("m/a"))
    try folder.write("b.yaml", storyText("m/a"))
    try folder.write("c.json", modelText("m/a"))
    try folder.write("d.json", modelText("m/a"))
    #expect(
      try lines() == [
        "b.yaml:2:8: error: story: m/a is already the story of a.yaml",
        "d.json:2:15: error: model_id: m/a is already the model of c.json",
        "4 files: 2 with mistakes",
      ])
    #expect(try lines("b.yaml", "a.yaml").first?.hasPrefix("a.yaml:2:8: ") == true)
  }

  @Test func `warnings are told and are no mistakes`() throws {
    try folder.write(
      "a.json", modelText("m/a", schema: #"{"required": ["b"], "properties": {"a": {}}}"#))
    let lines = try lines()
    #expect(lines.count == 2 && lines[0].contains(": warning: ") && lines[1] == "1 file: fine")
  }

  @Test func `folders in folders are looked through, hidden ones are not`() throws {
    try folder.makeFolder("in")
    try folder.write("in/a.yaml", "")
    try folder.makeFolder(".git")
    try folder.write(".git/b.yaml", "")
    try folder.write("notes.txt", "")
    try folder.write("z.yaml", storyText("z"))
    #expect(try lines() == ["in/a.yaml:1:1: error: the file is empty", "2 files: 1 with mistakes"])
  }

  @Test func `what cannot be read is no mistake in a file`() throws {
    try folder.write("a.yaml", "")
    for (path, message) in [
      ("nowhere.yaml", "cannot read \(folder.path)/nowhere.yaml: No such file or directory"),
      ("empty", "there is no *.yaml, *.yml or *.json in \(folder.path)/empty"),
    ] {
      if path == "empty" { try folder.makeFolder(path) }
      let error = #expect(throws: MockServerError.self) { try lines("a.yaml", path) }
      #expect(error?.description == message)
      #expect(error?.isOfTheCall == true)
    }
  }
}

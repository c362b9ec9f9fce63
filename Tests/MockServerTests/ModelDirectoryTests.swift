import Glibc
import MockCore
import Testing

@testable import MockServer

struct ModelDirectoryTests {
  private let folder: TemporaryFolder
  private let directory: FileDirectory<Model>

  init() throws {
    folder = try TemporaryFolder()
    directory = FileDirectory(folder.path)
  }

  /// The problems with the files named as in the folder.
  private func problems(_ reading: FileDirectory<Model>.Reading) -> [String] {
    reading.problems.map { "\($0)".replacing("\(folder.path)/", with: "") }
  }

  private func kinds(_ reading: FileDirectory<Model>.Reading) -> [String] {
    reading.items.map { "\($0.id) \($0.kind)" }
  }

  @Test func `an empty folder has no models`() throws {
    let reading = try directory.read()
    #expect(reading.items.isEmpty)
    #expect(!reading.problems.hasErrors)
  }

  @Test func `each JSON file is a model, in the order of their names`() throws {
    try folder.write("b.json", modelText("z/first"))
    try folder.write("c.json", modelText("a/second"))
    try folder.write("a b.json", modelText("m/blank"))
    let reading = try directory.read()
    #expect(reading.items.map(\.id) == ["m/blank", "z/first", "a/second"])
    #expect(reading.problems == [])
    #expect(reading.hasChanged)
  }

  @Test(arguments: [
    ".hidden.json", ".json", "a.json~", "a.json.bak", "a.JSON", "README.md", "json",
  ])
  func `other files are none of its business`(_ name: String) throws {
    try folder.write(name, "not a model")
    let reading = try directory.read()
    #expect(reading.items.isEmpty)
    #expect(reading.problems == [])
    #expect(!reading.hasChanged)
  }

  @Test func `what is wrong with any file is told, the good ones are read`() throws {
    try folder.write("a.json", modelText("m/a", schema: #"{"type": "objct"}"#))
    try folder.write("b.json", modelText("m/b"))
    try folder.write("c.json", "{\n  \"model_id\": \"m/c\",\n}\n")
    try folder.write(
      "d.json", modelText("m/d", schema: #"{"required": ["b"], "properties": {"a": {}}}"#))
    let reading = try directory.read()
    #expect(reading.problems.hasErrors)
    #expect(reading.items.map(\.id) == ["m/b", "m/d"])
    #expect(
      problems(reading) == [
        "a.json:5:28: error: input_schema.type: unknown value 'objct'; did you mean 'object'?",
        "c.json:3:1: error: not JSON: a key in quotation marks was expected, found '}'",
        "d.json:5:33: warning: input_schema.required[0]: 'b' is not among the properties, so any "
          + "value is taken for it",
      ])
  }

  @Test func `what is only a warning is no error`() throws {
    try folder.write(
      "a.json", modelText("m/a", schema: #"{"required": ["b"], "properties": {"a": {}}}"#))
    let reading = try directory.read()
    #expect(reading.problems.count == 1)
    #expect(!reading.problems.hasErrors)
    // It is told again with each reading, as long as it is true.
    #expect(try directory.read().problems == reading.problems)
  }

  @Test func `a good edit replaces the model`() throws {
    try folder.write("a.json", modelText("m/a", kind: "old"))
    try folder.write("b.json", modelText("m/b"))
    let before = try directory.read()
    try folder.write("a.json", modelText("m/a", kind: "new"))
    let after = try directory.read()
    #expect(kinds(after) == ["m/a new", "m/b model"])
    #expect(after.hasChanged)
    #expect(after.items[1] === before.items[1])
  }

  @Test func `a bad edit keeps the model and says so until it is mended`() throws {
    try folder.write("a.json", modelText("m/a", kind: "old"))
    _ = try directory.read()
    for (text, place) in [("{", "1:2"), ("\n", "2:1")] {
      try folder.write("a.json", text)
      let reading = try directory.read()
      #expect(kinds(reading) == ["m/a old"])
      #expect(reading.problems.hasErrors && reading.hasChanged)
      #expect(problems(reading).first?.hasPrefix("a.json:\(place): error: not JSON: ") == true)

      let again = try directory.read()
      #expect(!again.hasChanged)
      #expect(again.problems == reading.problems)
    }
    try folder.write("a.json", modelText("m/a", kind: "old"))
    let mended = try directory.read()
    #expect(kinds(mended) == ["m/a old"])
    #expect(mended.hasChanged && mended.problems == [])
  }

  @Test func `a file that was bad from the beginning has no model until it is mended`() throws {
    try folder.write("a.json", "{}")
    #expect(try directory.read().items.isEmpty)
    try folder.write("a.json", modelText("m/a"))
    #expect(try directory.read().items.map(\.id) == ["m/a"])
  }

  @Test func `a file that is written again with the same text has not changed`() throws {
    try folder.write("a.json", modelText("m/a"))
    let first = try directory.read()
    try folder.write("a.json", modelText("m/a"))
    let second = try directory.read()
    #expect(!second.hasChanged)
    #expect(second.items[0] === first.items[0])
  }

  @Test func `a file that is removed takes its model and its problems along`() throws {
    try folder.write("a.json", modelText("m/a"))
    try folder.write("b.json", "{")
    _ = try directory.read()
    try folder.remove("a.json")
    try folder.remove("b.json")
    let reading = try directory.read()
    #expect(reading.items.isEmpty && reading.problems == [])
    #expect(reading.hasChanged)
    #expect(!(try directory.read().hasChanged))
  }

  @Test func `what was good before its file was removed is not remembered`() throws {
    try folder.write("a.json", modelText("m/a"))
    _ = try directory.read()
    try folder.remove("a.json")
    _ = try directory.read()
    try folder.write("a.json", "{")
    #expect(try directory.read().items.isEmpty)
  }

  @Test func `of two files with one id the first by name is taken, the other is an error`() throws {
    try folder.write("b.json", modelText("m/a", kind: "second"))
    try folder.write("a.json", modelText("m/a", kind: "first"))
    let both = try directory.read()
    #expect(kinds(both) == ["m/a first"])
    #expect(problems(both) == ["b.json:2:15: error: model_id: m/a is already the model of a.json"])
    #expect(both.problems.hasErrors)

    try folder.remove("a.json")
    let one = try directory.read()
    #expect(kinds(one) == ["m/a second"])
    #expect(one.problems == [] && one.hasChanged)
  }

  @Test func `an id stays with its file when another claims it`() throws {
    try folder.write("b.json", modelText("m/a", kind: "first"))
    _ = try directory.read()
    try folder.write("a.json", modelText("m/a", kind: "second"))
    let both = try directory.read()
    #expect(kinds(both) == ["m/a first"])
    #expect(problems(both) == ["a.json:2:15: error: model_id: m/a is already the model of b.json"])
    try folder.write("b.json", modelText("m/b"))
    #expect(kinds(try directory.read()).sorted() == ["m/a second", "m/b model"])
  }

  @Test func `a pipe is told and does not keep the reader waiting`() throws {
    #expect(mkfifo("\(folder.path)/a.json", 0o600) == 0)
    #expect(
      problems(try directory.read()) == ["a.json:1:1: error: cannot be read: it is not a file"])
  }

  @Test func `news are what was not told before`() throws {
    try folder.write("a.json", "{")
    try folder.write("b.json", "[]")
    #expect(try directory.read().news.count == 2)
    try folder.write("b.json", "5")
    let reading = try directory.read()
    #expect(reading.problems.count == 2)
    #expect(reading.news.count == 0)
    try folder.write("c.json", "")
    #expect(try directory.read().news.map(\.file) == ["\(folder.path)/c.json"])
  }

  @Test func `a file of the same date and size need not be read`() throws {
    try folder.write("a.json", modelText("m/a", kind: "one"))
    _ = try directory.read()
    #expect(!(try directory.read(trustingDates: true).hasChanged))
    try folder.write("a.json", modelText("m/a", kind: "longer"))
    #expect(kinds(try directory.read(trustingDates: true)) == ["m/a longer"])
  }

  @Test func `a file that is renamed is the same model`() throws {
    try folder.write("a.json", modelText("m/a"))
    _ = try directory.read()
    try folder.remove("a.json")
    try folder.write("b.json", modelText("m/a"))
    let reading = try directory.read()
    #expect(reading.items.map(\.id) == ["m/a"])
    #expect(reading.problems == [])
  }

  @Test func `a file that cannot be read keeps its model, and what comes after it is read`() throws
  {
    try folder.write("a.json", modelText("m/a", kind: "old"))
    _ = try directory.read()
    try folder.remove("a.json")
    try folder.makeFolder("a.json")
    let reading = try directory.read()
    #expect(kinds(reading) == ["m/a old"])
    #expect(
      problems(reading) == ["a.json:1:1: error: cannot be read: it is not a file"])
    #expect(!(try directory.read().hasChanged))

    try folder.remove("a.json")
    try folder.write("a.json", "")
    let empty = try directory.read()
    #expect(empty.hasChanged)
    #expect(
      problems(empty) == [
        "a.json:1:1: error: not JSON: a value was expected, but the text is empty"
      ])
  }

  @Test func `a folder that cannot be read says why`() throws {
    try folder.write("file", "")
    for (path, why) in [
      ("\(folder.path)/nowhere", "No such file or directory"),
      ("\(folder.path)/file", "Not a directory"),
    ] {
      let error = #expect(throws: MockServerError.self) {
        _ = try FileDirectory<Model>(path).read()
      }
      #expect(error?.description == "cannot read the folder \(path): \(why)")
      #expect(error?.isOfTheCall == true)
    }
  }
}

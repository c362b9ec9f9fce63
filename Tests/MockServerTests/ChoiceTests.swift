import MockCore
import MockServer
import Testing

/// Models and profiles as the command line names them.
struct ChoiceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  // MARK: Profiles

  @Test func `a profile that ships is known by its name`() throws {
    #expect(try Profiles.profile("default").name == "default")
    #expect(try Profiles.profile("documented").successWord == .succeeded)
  }

  @Test func `a profile of one's own is known by its file and may build upon those that ship`()
    throws
  {
    try folder.write("p.json", #"{"profile": "own", "base": "documented"}"#)
    let profile = try Profiles.profile("\(folder.path)/p.json")
    #expect(profile.name == "own")
    #expect(profile.successWord == .succeeded)
  }

  @Test(arguments: [
    ("documentd", "there is no profile 'documentd'; did you mean 'documented'?"),
    ("Default", "there is no profile 'Default'; did you mean 'default'?"),
    (
      "ours",
      "there is no profile 'ours'; expected one of default, documented, "
        + "a file with a dot or a slash"
    ),
    ("./default", "cannot read ./default: No such file or directory"),
    ("nowhere.json", "cannot read nowhere.json: No such file or directory"),
  ])
  func `a profile that there is not is told`(_ name: String, _ message: String) {
    let error = #expect(throws: MockServerError.self) { _ = try Profiles.profile(name) }
    #expect(error?.description == message)
    #expect(error?.isOfTheCall == true)
  }

  @Test func `a profile with mistakes tells them all`() throws {
    try folder.write("p.json", #"{"base": "documentd", "profil": "x"}"#)
    let file = "\(folder.path)/p.json"
    let error = #expect(throws: MockServerError.self) { _ = try Profiles.profile(file) }
    #expect(
      error?.problems.map(\.description) == [
        "\(file):1:1: error: profile: the key is missing: a profile has a name",
        "\(file):1:10: error: base: there is no shipped profile 'documentd'; "
          + "did you mean 'documented'?",
        "\(file):1:23: error: profil: unknown key; did you mean 'profile'?",
      ])
    #expect(error?.isOfTheCall == true)
  }

  // MARK: Models

  private func catalogue(_ path: String?) throws -> (Catalogue, warnings: [Diagnostic]) {
    var warnings: [Diagnostic] = []
    let catalogue = try Models.catalogue(addedFrom: path) { warnings.append($0) }
    return (catalogue, warnings)
  }

  @Test func `a folder's models are added to those that ship, and win`() throws {
    try folder.write(
      "a.json", modelText("own/a", schema: #"{"required": ["b"], "properties": {"a": {}}}"#))
    try folder.write("b.json", modelText("aidc-ai/ovis-image", kind: "own"))
    let (shipped, none) = try catalogue(nil)
    let (catalogue, warnings) = try catalogue(folder.path)
    #expect(catalogue.models.count == shipped.models.count + 1)
    #expect(try Models.model("aidc-ai/ovis-image", in: catalogue).kind == "own")
    #expect(try Models.model("aidc-ai/ovis-image", in: shipped).kind == "model")
    #expect(none == [])
    #expect(warnings.map(\.severity) == [.warning])
  }

  @Test func `a folder with mistakes is refused with all of them`() throws {
    try folder.write("a.json", "{")
    try folder.write("b.json", modelText("m/b", schema: "1"))
    let error = #expect(throws: MockServerError.self) { _ = try catalogue(folder.path) }
    #expect(error?.problems.map(\.file) == ["a", "b"].map { "\(folder.path)/\($0).json" })
  }

  @Test(arguments: [
    ("aidc-ai/ovis-imag", "; did you mean aidc-ai/ovis-image?"),
    ("ovis-image", "; did you mean aidc-ai/ovis-image?"),
    ("no/such/thing", "; models list names them all"), ("", "; models list names them all"),
  ])
  func `a model that there is not is told`(_ id: String, _ end: String) throws {
    let (catalogue, _) = try catalogue(nil)
    let error = #expect(throws: MockServerError.self) { _ = try Models.model(id, in: catalogue) }
    #expect(error?.description == "there is no model '\(id)'\(end)")
    #expect(error?.isOfTheCall == true)
  }
}

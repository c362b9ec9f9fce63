internal import Fixtures
package import MockCore

/// The stories that can be told.
package enum Stories {
  /// Those that ship with the mock, each named as its file below `scenarios/`; kept for the process, however
  /// many mocks it starts.
  package static let shipped: [ShelvedStory] = {
    let (folder, ending) = ("scenarios/", ".yaml")
    return EmbeddedFile.all(below: folder).compactMap { file in
      // A test finds a file whose path is no name, or not that of its story.
      StoryName(String(file.path.dropFirst(folder.count).dropLast(ending.count))).map { name in
        ShelvedStory(name) { StoryFile.story(file.text, file: file.path) }
      }
    }
  }()

  /// The shipped ones and those of a folder, which win, in the order of their names.
  ///
  /// - Parameters:
  ///   - path: the folder, if there is one.
  ///   - onWarning: is called with what is probably not meant.
  /// - Returns: the stories.
  /// - Throws: `MockServerError` with everything that is wrong with the folder's.
  package static func all(
    addedFrom path: String?, onWarning: (Diagnostic) -> Void
  ) throws(MockServerError) -> [ShelvedStory] {
    guard let path else { return merged(shipped, []) }
    let reading = try FileDirectory<Story>(path).readAll()
    reading.problems.forEach(onWarning)
    return merged(shipped, reading.items.map { ShelvedStory($0) })
  }

  /// The story of a name.
  ///
  /// - Throws: `MockServerError` with the name that was probably meant.
  package static func story(
    _ name: String, among stories: [ShelvedStory]
  ) throws(MockServerError) -> Story {
    // The last of a name is the one that counts.
    if let story = stories.last(where: { $0.name.text == name }) { return try read(story) }
    let nearest = NearestName.nearest(to: name, among: stories.map(\.name.text))
    throw MockServerError(
      description: "there is no story '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; scenarios list names them all"))
  }

  /// What a story tells.
  ///
  /// - Throws: `MockServerError` when it is a shipped one that cannot be read, which a test would have found.
  package static func read(_ story: ShelvedStory) throws(MockServerError) -> Story {
    do throws(FileError) {
      return try story.story
    } catch {
      throw MockServerError(error.problems, isOfTheCall: false)
    }
  }

  private static func merged(
    _ shipped: [ShelvedStory], _ added: [ShelvedStory]
  ) -> [ShelvedStory] {
    let byName = Dictionary((shipped + added).map { ($0.name.text, $0) }) { _, last in last }
    return byName.sorted { $0.key < $1.key }.map(\.value)
  }
}

package import MockCore

/// The stories that can be told.
package enum Stories {
  /// Those that ship with the mock.
  package static func shipped() throws(MockServerError) -> [Story] {
    do throws(FileError) {
      return try EmbeddedFixtures.stories.get()
    } catch {
      throw MockServerError(error.problems, isOfTheCall: false)
    }
  }

  /// The shipped ones and those of a folder, which win, in the order of their names.
  ///
  /// - Parameters:
  ///   - path: the folder, if there is one.
  ///   - onWarning: is called with what is probably not meant.
  /// - Returns: the stories.
  /// - Throws: `MockServerError` with everything that is wrong.
  package static func all(
    addedFrom path: String?, onWarning: (Diagnostic) -> Void
  ) throws(MockServerError) -> [Story] {
    let shipped = try shipped()
    guard let path else { return merged(shipped, []) }
    let reading = try FileDirectory<Story>(path).readAll()
    reading.problems.forEach(onWarning)
    return merged(shipped, reading.items)
  }

  /// The story of a name.
  ///
  /// - Throws: `MockServerError` with the name that was probably meant.
  package static func story(
    _ name: String, among stories: [Story]
  ) throws(MockServerError) -> Story {
    // The last of a name is the one that counts.
    if let story = stories.last(where: { $0.name.text == name }) { return story }
    let nearest = NearestName.nearest(to: name, among: stories.map(\.name.text))
    throw MockServerError(
      description: "there is no story '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; scenarios list names them all"))
  }

  private static func merged(_ shipped: [Story], _ added: [Story]) -> [Story] {
    let byName = Dictionary((shipped + added).map { ($0.name.text, $0) }) { _, last in last }
    return byName.sorted { $0.key < $1.key }.map(\.value)
  }
}

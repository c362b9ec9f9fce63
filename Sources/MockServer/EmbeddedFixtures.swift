internal import CFixtures
internal import MockCore

/// The fixtures that are part of the binary.
package enum EmbeddedFixtures {
  /// The models that ship with the mock, or what is wrong with them, which a test would have found.
  ///
  /// Read once in a process, however many mocks it starts.
  static let models: Result<[Model], FileError> = Result { () throws(FileError) in
    var models: [Model] = []
    for (path, text) in files where path.hasPrefix("fixtures/models/") {
      models.append(try ModelFile.model(text, file: path).get())
    }
    return models
  }

  /// The profiles that ship with the mock, in the order of their files; each may build upon those before.
  static let profiles: Result<[Profile], FileError> = Result { () throws(FileError) in
    var profiles: [Profile] = []
    for (path, text) in files where path.hasPrefix("fixtures/profiles/") {
      profiles.append(try ProfileFile.profile(text, file: path, bases: profiles).get())
    }
    return profiles
  }

  /// The stories that ship with the mock.
  static let stories: Result<[Story], FileError> = Result { () throws(FileError) in
    var stories: [Story] = []
    for (path, text) in files where path.hasPrefix("scenarios/") {
      stories.append(try StoryFile.story(text, file: path).get())
    }
    return stories
  }

  /// Every embedded file, by its path below the repository's root.
  package static var files: [(path: String, text: [UInt8])] {
    sequence(state: 0) { index in
      defer { index += 1 }
      let fixture = fixture_at(index)
      // The address of a constant of the binary, good for ever.
      return fixture.path.map { path in
        (
          String(cString: path),
          Array(UnsafeBufferPointer(start: fixture.bytes, count: fixture.length))
        )
      }
    }.map { $0 }
  }
}

internal import CFixtures
internal import MockCore

/// The fixtures that are part of the binary.
package enum EmbeddedFixtures {
  /// The models that ship with the mock, or what is wrong with them, which a test would have found.
  ///
  /// Read once in a process, however many mocks it starts.
  static let models: Result<[Model], ModelFileError> = Result { () throws(ModelFileError) in
    var models: [Model] = []
    for (path, text) in files where path.hasPrefix("models/") {
      models.append(try ModelFile.model(text, file: "fixtures/" + path).get())
    }
    return models
  }

  /// Every embedded file, by its path below `fixtures/`.
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

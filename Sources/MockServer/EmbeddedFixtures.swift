internal import CFixtures
internal import MockCore

/// The fixtures that are part of the binary.
enum EmbeddedFixtures {
  /// The models that ship with the mock.
  ///
  /// - Throws: `ModelFileError` when a shipped file is wrong, which a test would have found.
  static func models() throws(ModelFileError) -> [Model] {
    var models: [Model] = []
    for (path, text) in files where path.hasPrefix("models/") {
      models.append(try ModelFile.model(text, file: "fixtures/" + path).get())
    }
    return models
  }

  private static var files: [(path: String, text: [UInt8])] {
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

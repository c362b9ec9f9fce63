internal import Fixtures
package import MockCore

/// The models that can be called.
package enum Models {
  /// Those that ship with the mock.
  package static func shipped() throws(MockServerError) -> [Model] {
    do throws(FileError) {
      return try embedded.get()
    } catch {
      throw MockServerError(error.problems, isOfTheCall: false)
    }
  }

  /// Read once in a process, however many mocks it starts.
  private static let embedded = Result { () throws(FileError) in
    var models: [Model] = []
    for file in EmbeddedFile.all(below: "fixtures/models/") {
      models.append(try ModelFile.model(file.text, file: file.path).get())
    }
    return models
  }

  /// The shipped ones and those of a folder, which win.
  ///
  /// - Parameters:
  ///   - path: the folder, if there is one.
  ///   - onWarning: is called with what is probably not meant.
  /// - Returns: the catalogue.
  /// - Throws: `MockServerError` with everything that is wrong.
  package static func catalogue(
    addedFrom path: String?, onWarning: (Diagnostic) -> Void
  ) throws(MockServerError) -> Catalogue {
    let shipped = try shipped()
    guard let path else { return Catalogue(shipped) }
    let reading = try FileDirectory<Model>(path).readAll()
    reading.problems.forEach(onWarning)
    return Catalogue(shipped + reading.items)
  }

  /// The model of an id.
  ///
  /// - Throws: `MockServerError` with the id that was probably meant.
  package static func model(_ id: String, in catalogue: Catalogue) throws(MockServerError) -> Model
  {
    guard let index = catalogue.index(of: Array(id.utf8)[...]) else {
      let nearest = catalogue.suggestion(for: id).map { "; did you mean \($0)?" }
      throw MockServerError(
        description: "there is no model '\(id)'" + (nearest ?? "; models list names them all"))
    }
    return catalogue[index]
  }
}

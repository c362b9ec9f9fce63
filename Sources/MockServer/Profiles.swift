internal import Fixtures
package import MockCore

/// The profiles that can be chosen.
package enum Profiles {
  /// Those that ship with the mock; the first is the contract's own choice.
  package static func shipped() throws(MockServerError) -> [Profile] {
    do throws(FileError) {
      return try embedded.get()
    } catch {
      throw MockServerError(error.problems, isOfTheCall: false)
    }
  }

  /// In the order of their files, since each may build upon those before; read once in a process.
  private static let embedded = Result { () throws(FileError) in
    var profiles: [Profile] = []
    for file in EmbeddedFile.all(below: "fixtures/profiles/") {
      profiles.append(try ProfileFile.profile(file.text, file: file.path, bases: profiles).get())
    }
    return profiles
  }

  /// The shipped profile of that name, or the one of that file.
  ///
  /// What has a dot or a slash, or is there, is a file.
  ///
  /// - Throws: `MockServerError` with everything that is wrong.
  package static func profile(_ nameOrFile: String) throws(MockServerError) -> Profile {
    let shipped = try shipped()
    if let profile = shipped.first(where: { $0.name == nameOrFile }) { return profile }
    let isFile =
      nameOrFile.contains { $0 == "." || $0 == "/" } || TextFile.exists(nameOrFile)
    guard isFile else {
      throw MockServerError(
        description: "there is no profile '\(nameOrFile)'"
          + NearestName.suggestion(
            for: nameOrFile, among: shipped.map(\.name) + ["a file with a dot or a slash"],
            orList: true))
    }
    let text = try TextFile.read(nameOrFile)
    do throws(FileError) {
      return try ProfileFile.profile(text, file: nameOrFile, bases: shipped).get()
    } catch {
      throw MockServerError(error.problems)
    }
  }
}

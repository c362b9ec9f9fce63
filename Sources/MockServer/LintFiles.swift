internal import MockCore

/// Which files are looked at, and what each of them is.
enum LintFiles {
  /// What a file can be; the key that says so.
  enum Kind: String, CaseIterable {
    case story
    case model = "model_id"
    case profile
  }

  /// The file itself, or all files of a folder and of the folders in it whose names end as those of stories,
  /// models and profiles do.
  ///
  /// - Throws: `MockServerError` when a folder cannot be read or has no such file.
  static func files(at path: String) throws(MockServerError) -> [String] {
    guard Folder.exists(path) else { return [path] }
    let files = try files(in: path)
    guard !files.isEmpty else {
      throw MockServerError(description: "there is no *.yaml, *.yml or *.json in \(path)")
    }
    return files
  }

  private static func files(in folder: String) throws(MockServerError) -> [String] {
    var files: [String] = []
    for name in try Folder.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(name)"
      // A link could lead back here.
      if Folder.exists(path, followingLinks: false) {
        files += try self.files(in: path)
      } else if Story.fileEndings.contains(where: { name.hasSuffix($0) }), !Folder.exists(path) {
        files.append(path)
      }
    }
    return files
  }

  /// What a file is, by the first of the keys that it has.
  static func kind(of text: [UInt8], _ file: String) -> Result<Kind, FileError> {
    do throws(FileError) {
      let document = try StoryFile.document(text, file: file)
      if let kind = Kind.allCases.first(where: { document.member($0.rawValue) != nil }) {
        guard kind != .story, !file.hasSuffix(".json"), (try? JSONDocument(text)) == nil else {
          return .success(kind)
        }
        throw problem(
          document, 0, file, "a \(kind == .model ? "model" : "profile") is written in JSON")
      }
      throw unknown(document, file)
    } catch {
      return .failure(error)
    }
  }

  private static func unknown(_ document: JSONDocument, _ file: String) -> FileError {
    let names = Kind.allCases.map(\.rawValue)
    if document.root.kind == .object {
      for key in document.keys(of: 0) {
        let name = document.string(key)
        guard let nearest = NearestName.nearest(to: name, among: names) else { continue }
        return problem(document, key, file, "unknown key; did you mean '\(nearest)'?")
      }
    }
    return problem(
      document, 0, file,
      "expected an object with one of the keys story, model_id and profile, which says what the file is"
    )
  }

  private static func problem(
    _ document: JSONDocument, _ node: Int, _ file: String, _ message: String
  ) -> FileError {
    let place = document.position(node)
    return FileError(problems: [Diagnostic(file, place, document.path(to: node), message)])
  }
}

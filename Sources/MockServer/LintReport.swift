package import MockCore

/// What is wrong with files that describe stories, models and profiles.
package struct LintReport {
  /// In the order of the files, then of their texts.
  package private(set) var problems: [Diagnostic] = []
  private var fileCount = 0
  private var badFiles = 0
  /// The file of each name, by what it is the name of.
  private var owners: [Name: String] = [:]

  private struct Name: Hashable {
    let kind: String
    let name: String
  }

  /// Looks at files, and at all of folders.
  ///
  /// - Throws: `MockServerError` when one cannot be read, or a folder has none.
  package init(of paths: [String]) throws(MockServerError) {
    var texts: [(file: String, text: [UInt8])] = []
    for path in paths {
      for file in try LintFiles.files(at: path) { texts.append((file, try TextFile.read(file))) }
    }
    let bases = try Profiles.shipped()
    for (file, text) in texts { look(at: text, file == "-" ? "<stdin>" : file, bases) }
  }

  package var hasErrors: Bool { problems.hasErrors }

  /// How many files there are, and how many have mistakes.
  package var summary: String {
    func files(_ count: Int) -> String { "\(count) file\(count == 1 ? "" : "s")" }
    guard badFiles > 0 else { return "\(files(fileCount)): fine" }
    return "\(files(fileCount)): \(badFiles == fileCount ? "all" : "\(badFiles)") with mistakes"
  }

  private mutating func look(at text: [UInt8], _ file: String, _ bases: [Profile]) {
    fileCount += 1
    let found = diagnosed(text, file, bases)
    if found.hasErrors { badFiles += 1 }
    problems += found
  }

  private mutating func diagnosed(
    _ text: [UInt8], _ file: String, _ bases: [Profile]
  ) -> [Diagnostic] {
    switch LintFiles.kind(of: text, file) {
    case .failure(let error): return error.problems
    case .success(.story): return diagnosed(Story.self, text, file)
    case .success(.model): return diagnosed(Model.self, text, file)
    case .success(.profile):
      switch ProfileFile.profile(text, file: file, bases: bases) {
      case .success: return []
      case .failure(let error): return error.problems
      }
    }
  }

  private mutating func diagnosed<Item: FileItem>(
    _: Item.Type, _ text: [UInt8], _ file: String
  ) -> [Diagnostic] {
    switch Item.read(text, file: file) {
    case .failure(let error): return error.problems
    case .success(let item):
      let name = Name(kind: Item.nameKey, name: item.itemName)
      guard let owner = owners[name] else {
        owners[name] = file
        return item.warnings
      }
      return item.warnings + [Item.claim(of: item.itemName, from: owner, by: file, text)]
    }
  }
}

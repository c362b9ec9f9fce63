internal import Glibc
package import MockCore
internal import Synchronization

/// A folder of model files: every `*.json` in it, whose name does not begin with a dot.
package final class ModelDirectory: Sendable {
  /// What a reading has brought.
  package struct Reading: Sendable {
    /// The models of the folder, one of each id.
    package let models: [Model]
    /// What is wrong with its files; of one with an error the model stays as it was before.
    package let problems: [Diagnostic]
    /// Something is different from what was read before.
    package let hasChanged: Bool

    package var hasErrors: Bool { problems.contains { $0.severity == .error } }
  }

  private struct Entry: Equatable {
    /// The text that was read last, good or bad; nil when it could not be read.
    var text: [UInt8]?
    var problems: [Diagnostic]
    /// The model of the last good text.
    var model: Model?

    static func == (a: Entry, b: Entry) -> Bool {
      a.text == b.text && a.problems == b.problems && a.model === b.model
    }
  }

  package let path: String
  private let entries = Mutex<[String: Entry]>([:])

  package init(_ path: String) {
    self.path = path
  }

  /// Reads the folder anew; files whose text is the same are not looked at again.
  ///
  /// - Throws: `MockServerError` when the folder cannot be read.
  package func read() throws(MockServerError) -> Reading {
    let names = try fileNames()
    return entries.withLock { entries in
      let before = entries
      entries = entries.filter { names.contains($0.key) }
      for name in names { entries[name] = entry(name, before: before[name]) }

      var problems: [Diagnostic] = []
      var models: [Model] = []
      var files: [String: String] = [:]
      for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
        problems += entry.problems
        guard let model = entry.model else { continue }
        if let other = files[model.id] {
          problems.append(
            Diagnostic(
              "\(path)/\(name)", TextPosition(of: 0, in: []), "model_id",
              "\(model.id) is already the model of \(other)"))
        } else {
          files[model.id] = name
          models.append(model)
        }
      }
      return Reading(models: models, problems: problems, hasChanged: entries != before)
    }
  }

  private func entry(_ name: String, before: Entry?) -> Entry {
    let file = "\(path)/\(name)"
    do throws(MockServerError) {
      let text = try TextFile.read(file)
      if let before, before.text == text { return before }
      switch ModelFile.model(text, file: file) {
      case .success(let model):
        return Entry(text: text, problems: model.warnings, model: model)
      case .failure(let error):
        return Entry(text: text, problems: error.problems, model: before?.model)
      }
    } catch {
      let problem = Diagnostic(file, TextPosition(of: 0, in: []), "", error.description)
      return Entry(text: nil, problems: [problem], model: before?.model)
    }
  }

  private func fileNames() throws(MockServerError) -> [String] {
    guard let folder = opendir(path) else {
      throw MockServerError(
        description: "cannot read the folder \(path): \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".json"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

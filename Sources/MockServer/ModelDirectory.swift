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
    /// Those of them that the reading before did not have.
    package let news: [Diagnostic]
    /// Something is different from what was read before.
    package let hasChanged: Bool
  }

  private struct Entry: Equatable {
    /// The text that was read last, good or bad; nil when it could not be read.
    var text: [UInt8]?
    /// What the file looked like then.
    var status: FileStatus?
    var problems: [Diagnostic]
    /// The model of the last good text.
    var model: Model?

    static func == (a: Entry, b: Entry) -> Bool {
      a.text == b.text && a.problems == b.problems && a.model === b.model
    }
  }

  package let path: String
  private let state = Mutex(State())

  private struct State {
    /// By the name of the file.
    var entries: [String: Entry] = [:]
    /// The file whose model an id is; it stays so, whatever other file claims the id later.
    var owners: [String: String] = [:]
    var problems: [Diagnostic] = []
  }

  package init(_ path: String) {
    self.path = path
  }

  /// Reads the folder anew; files whose text is the same are not looked at again.
  ///
  /// - Parameter trustingDates: a file with the same date and size as before is not even read.
  /// - Returns: the models and the problems.
  /// - Throws: `MockServerError` when the folder cannot be read.
  package func read(trustingDates: Bool = false) throws(MockServerError) -> Reading {
    let names = try fileNames()
    return state.withLock { state in
      let before = state.entries
      state.entries = [:]
      for name in names {
        state.entries[name] = entry(name, before: before[name], trustingDates)
      }
      return reading(&state, hasChanged: state.entries != before)
    }
  }

  /// Reads the folder for the first time: a file with a mistake is an error, because nothing has been accepted
  /// yet that could be kept.
  ///
  /// - Throws: `MockServerError` with everything that is wrong.
  package func readAll() throws(MockServerError) -> Reading {
    let reading = try read()
    guard !reading.problems.hasErrors else { throw MockServerError(reading.problems) }
    return reading
  }

  private func reading(_ state: inout State, hasChanged: Bool) -> Reading {
    let entries = state.entries.sorted { $0.key < $1.key }
    state.owners = state.owners.filter { id, name in state.entries[name]?.model?.id == id }
    var models: [Model] = []
    var problems: [Diagnostic] = []
    for (name, entry) in entries {
      problems += entry.problems
      guard let model = entry.model else { continue }
      let owner = state.owners[model.id] ?? name
      state.owners[model.id] = owner
      if owner == name {
        models.append(model)
      } else {
        problems.append(claim(of: name, entry, "\(model.id) is already the model of \(owner)"))
      }
    }
    let news = problems.filter { !state.problems.contains($0) }
    state.problems = problems
    return Reading(models: models, problems: problems, news: news, hasChanged: hasChanged)
  }

  /// What is wrong with the id of a file.
  private func claim(of name: String, _ entry: Entry, _ message: String) -> Diagnostic {
    let document = try? JSONDocument(entry.text ?? [])
    let position = document.flatMap { document in
      document.member("model_id").map { document.position($0) }
    }
    return Diagnostic(
      "\(path)/\(name)", position ?? TextPosition(of: 0, in: []), "model_id", message)
  }

  private func entry(_ name: String, before: Entry?, _ trustingDates: Bool) -> Entry {
    let file = "\(path)/\(name)"
    let status = FileStatus(file)
    if trustingDates, let before, let status, before.status == status { return before }
    do throws(TextFile.Failure) {
      let text = try TextFile.readRegular(file)
      if var before, before.text == text {
        before.status = status
        return before
      }
      switch ModelFile.model(text, file: file) {
      case .success(let model):
        return Entry(
          text: text, status: status, problems: model.warnings, model: model)
      case .failure(let error):
        return Entry(
          text: text, status: status, problems: error.problems, model: before?.model)
      }
    } catch {
      let problem = Diagnostic(
        file, TextPosition(of: 0, in: []), "", "cannot be read: \(error.reason)")
      return Entry(text: nil, status: status, problems: [problem], model: before?.model)
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

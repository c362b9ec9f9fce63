package import MockCore
internal import Synchronization

/// A folder of files that describe models, or stories: every one in it with the right ending, whose name does
/// not begin with a dot.
package final class FileDirectory<Item: FileItem>: Sendable {
  /// What a reading has brought.
  package struct Reading: Sendable {
    /// The items of the folder, one of each name.
    package let items: [Item]
    /// What is wrong with its files; of one with an error the item stays as it was before.
    package let problems: [Diagnostic]
    /// Those of them that the reading before did not have.
    package let news: [Diagnostic]
    /// Something is different from what was read before.
    package let hasChanged: Bool
  }

  package typealias Result = Swift.Result<Reading, MockServerError>

  private struct Entry: Equatable {
    /// The text that was read last, good or bad; nil when it could not be read.
    var text: [UInt8]?
    /// What the file looked like then.
    var status: FileStatus?
    var problems: [Diagnostic]
    /// The item of the last good text.
    var item: Item?

    static func == (a: Entry, b: Entry) -> Bool {
      a.text == b.text && a.problems == b.problems && a.item === b.item
    }
  }

  package let path: String
  private let state = Mutex(State())

  private struct State {
    /// By the name of the file.
    var entries: [String: Entry] = [:]
    /// The file whose item has a name; it stays so, whatever other file claims the name later.
    var owners: [String: String] = [:]
    var problems: [Diagnostic] = []
  }

  package init(_ path: String) {
    self.path = path
  }

  /// Reads the folder anew; files whose text is the same are not looked at again.
  ///
  /// - Parameter trustingDates: a file with the same date and size as before is not even read.
  /// - Returns: the items and the problems.
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
    state.owners = state.owners.filter { name, file in
      state.entries[file]?.item?.itemName == name
    }
    var items: [Item] = []
    var problems: [Diagnostic] = []
    for (file, entry) in entries {
      problems += entry.problems
      guard let item = entry.item else { continue }
      let owner = state.owners[item.itemName] ?? file
      state.owners[item.itemName] = owner
      if owner == file {
        items.append(item)
      } else {
        let path = "\(path)/\(file)"
        problems.append(Item.claim(of: item.itemName, from: owner, by: path, entry.text ?? []))
      }
    }
    let news = problems.filter { !state.problems.contains($0) }
    state.problems = problems
    return Reading(items: items, problems: problems, news: news, hasChanged: hasChanged)
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
      switch Item.read(text, file: file) {
      case .success(let item):
        return Entry(text: text, status: status, problems: item.warnings, item: item)
      case .failure(let error):
        return Entry(text: text, status: status, problems: error.problems, item: before?.item)
      }
    } catch {
      let problem = Diagnostic(
        file, TextPosition(of: 0, in: []), "", "cannot be read: \(error.reason)")
      return Entry(text: nil, status: status, problems: [problem], item: before?.item)
    }
  }

  private func fileNames() throws(MockServerError) -> [String] {
    try Folder.names(in: path).filter { name in
      !name.hasPrefix(".") && Item.fileEndings.contains { name.hasSuffix($0) }
    }
  }
}

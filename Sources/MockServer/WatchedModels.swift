internal import MockCore

/// The models of a folder, read once and again after each change.
final class WatchedModels: Sendable {
  let first: ModelDirectory.Reading
  private let watch: DirectoryWatch

  /// Reads the folder.
  ///
  /// At the start a file with a mistake is an error: nothing has been accepted yet that could be kept.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - onChange: is called on a thread of its own, with what a later reading has brought.
  /// - Throws: `MockServerError` with everything that is wrong.
  init(
    _ path: String, onChange: @escaping @Sendable (MockServer.ModelResult) -> Void
  ) throws(MockServerError) {
    let directory = ModelDirectory(path)
    // Before the first reading, so that no change is lost.
    watch = try DirectoryWatch(path) {
      let result = Result { () throws(MockServerError) in try directory.read() }
      if case .success(let reading) = result, !reading.hasChanged { return }
      onChange(result)
    }
    do throws(MockServerError) {
      first = try directory.read()
      guard !first.hasErrors else { throw MockServerError(first.problems) }
    } catch {
      watch.stop()
      throw error
    }
  }

  func stop() {
    watch.stop()
  }
}

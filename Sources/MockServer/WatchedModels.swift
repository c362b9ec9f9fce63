internal import MockCore
internal import Synchronization

/// The models of a folder, read once and again after each change.
final class WatchedModels: Sendable {
  let first: ModelDirectory.Reading
  private let watch: DirectoryWatch

  /// Reads the folder.
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
    let failure = Mutex<MockServerError?>(nil)
    watch = try DirectoryWatch(path) { hasChanged in
      let result = Result { () throws(MockServerError) in
        try directory.read(trustingDates: !hasChanged)
      }
      switch result {
      case .success(let reading):
        let hadFailed = failure.withLock { $0.take() } != nil
        if reading.hasChanged || hadFailed { onChange(result) }
      case .failure(let error):
        // Told once, not every second.
        let isNew = failure.withLock { failure in
          defer { failure = error }
          return failure != error
        }
        if isNew { onChange(result) }
      }
    }
    do throws(MockServerError) {
      first = try directory.readAll()
    } catch {
      watch.stop()
      throw error
    }
  }

  func stop() {
    watch.stop()
  }

  deinit {
    watch.stop()
  }
}

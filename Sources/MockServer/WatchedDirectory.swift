internal import MockCore
internal import Synchronization

/// The models or stories of a folder, read once and again after each change.
final class WatchedDirectory<Item: FileItem>: Sendable {
  let first: FileDirectory<Item>.Reading
  private let directory: FileDirectory<Item>
  private let watch: DirectoryWatch

  /// Reads the folder.
  ///
  /// - Throws: `MockServerError` with everything that is wrong.
  init(_ path: String) throws(MockServerError) {
    directory = FileDirectory(path)
    // Before the first reading, so that no change is lost.
    watch = try DirectoryWatch(path)
    first = try directory.readAll()
  }

  /// Calls `onChange` on a thread of its own, with what each later reading has brought.
  ///
  /// - Throws: `MockServerError` when there is no thread left.
  func start(
    onChange: @escaping @Sendable (FileDirectory<Item>.Result) -> Void
  ) throws(MockServerError) {
    let failure = Mutex<MockServerError?>(nil)
    try watch.start { [directory] hasChanged in
      let result = Swift.Result { () throws(MockServerError) in
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
  }

  /// Lets the thread end.
  func stop() {
    watch.stop()
  }

  /// Waits for the end of a thread that was let end; not to be called from `onChange`.
  func join() {
    watch.join()
  }

  deinit {
    watch.stop()
  }
}

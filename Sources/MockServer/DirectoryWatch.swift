internal import Glibc
internal import MicroHTTPD
internal import Synchronization

/// Watches a folder with inotify(7), on a thread of its own, and looks at it once a second besides: a folder
/// that is replaced, what stands behind a symbolic link, and some file systems send no events.
final class DirectoryWatch: Sendable {
  /// How long nothing must happen before a change counts as whole, in milliseconds: an editor writes a
  /// file in several steps.
  private static let quiet: Int32 = 50
  /// How often it is looked at, and how long a change may at most be waited out, in milliseconds.
  private static let interval: Int32 = 1000

  private let path: String
  private let changes: Int32
  /// A message here ends the thread.
  private let end = Mailbox<Void>()
  private let thread = Mutex<LoopThread?>(nil)

  /// Watches from now on; what changes before `start` is looked at then.
  ///
  /// - Throws: `MockServerError` when the folder cannot be watched.
  init(_ path: String) throws(MockServerError) {
    self.path = path
    changes = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard changes >= 0, watchFolder() else { throw Self.failure(path) }
  }

  deinit {
    close(changes)
  }

  /// Calls `onLook` after each change, and once a second, on the watching thread.
  ///
  /// - Parameter onLook: is told whether something has changed for certain.
  /// - Throws: `MockServerError` when there is no thread left.
  func start(onLook: @escaping @Sendable (Bool) -> Void) throws(MockServerError) {
    do {
      try thread.withLock { thread throws(HTTPServerError) in
        thread = try LoopThread { [self] in watch(onLook) }
      }
    } catch {
      throw MockServerError(description: error.description, isOfTheCall: false)
    }
  }

  /// Lets the thread end.
  func stop() {
    end.post(())
  }

  /// Waits for the end of a thread that was let end; not to be called from `onLook`.
  func join() {
    thread.withLock { $0.take() }?.join()
  }

  private func watch(_ onLook: @Sendable (Bool) -> Void) {
    var descriptors = [
      pollfd(fd: changes, events: Int16(POLLIN), revents: 0),
      pollfd(fd: end.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    /// When the first change came that has not been looked at.
    var changed: Int64?
    while true {
      let count = poll(&descriptors, 2, changed == nil ? Self.interval : Self.quiet)
      if descriptors[1].revents != 0 { break }
      let now = MonotonicTime.now()
      if count > 0 {
        drain()
        changed = changed ?? now
      }
      if let changed, count > 0, now - changed < Int64(Self.interval) * 1_000_000 { continue }
      // The folder that is there now may be another one.
      _ = watchFolder()
      onLook(changed != nil)
      changed = nil
    }
  }

  /// Watches the folder that is there now; false when there is none.
  ///
  /// One that is watched already stays so.
  private func watchFolder() -> Bool {
    let events =
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
      | IN_DELETE_SELF | IN_MOVE_SELF
    return inotify_add_watch(changes, path, UInt32(events)) >= 0
  }

  /// What has changed does not matter: everything is looked at anew.
  private func drain() {
    var events = [UInt8](repeating: 0, count: 4096)
    while read(changes, &events, events.count) > 0 {}
  }

  private static func failure(_ path: String) -> MockServerError {
    MockServerError(
      description: "cannot read the folder \(path): \(String(cString: strerror(errno)))")
  }
}

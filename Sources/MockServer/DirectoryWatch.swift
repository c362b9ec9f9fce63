internal import Glibc
internal import MicroHTTPD

/// Watches a folder with inotify(7), on a thread of its own.
final class DirectoryWatch: Sendable {
  /// How long nothing must happen before a change counts as whole, in milliseconds: an editor writes a
  /// file in several steps.
  private static let quiet: Int32 = 50

  /// How often a folder that is gone is looked for, in milliseconds: a checkout or a mount replaces it.
  private static let search: Int32 = 1000

  private let path: String
  private let changes: Int32
  /// A message here ends the thread.
  private let end = Mailbox<Void>()

  /// Calls `onChange` after each change, on the watching thread.
  init(_ path: String, onChange: @escaping @Sendable () -> Void) throws(MockServerError) {
    self.path = path
    changes = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard changes >= 0 else { throw Self.failure(path) }
    guard isWatching() else {
      let error = Self.failure(path)
      close(changes)
      throw error
    }
    do {
      // Never joined: `stop` lets it end.
      _ = try LoopThread { [self] in watch(onChange) }
    } catch {
      throw MockServerError(description: error.description, isOfTheCall: false)
    }
  }

  func stop() {
    end.post(())
  }

  private func watch(_ onChange: @Sendable () -> Void) {
    var descriptors = [
      pollfd(fd: changes, events: Int16(POLLIN), revents: 0),
      pollfd(fd: end.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    var hasChanged = false
    var isThere = true
    while true {
      let count = poll(&descriptors, 2, hasChanged ? Self.quiet : isThere ? -1 : Self.search)
      if descriptors[1].revents != 0 { break }
      if count != 0 {
        hasChanged = true
        drain()
        continue
      }
      let wasThere = isThere
      isThere = isWatching()
      if hasChanged || isThere != wasThere { onChange() }
      hasChanged = false
    }
    close(changes)
  }

  /// Watches the folder that is there now; one that is watched already stays so.
  private func isWatching() -> Bool {
    let events =
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
      | IN_MOVE_SELF
    return inotify_add_watch(changes, path, UInt32(events)) >= 0
  }

  /// What has changed does not matter: everything is read anew.
  private func drain() {
    var events = [UInt8](repeating: 0, count: 4096)
    while read(changes, &events, events.count) > 0 {}
  }

  private static func failure(_ path: String) -> MockServerError {
    MockServerError(
      description: "cannot read the folder \(path): \(String(cString: strerror(errno)))")
  }
}

internal import Glibc
internal import MicroHTTPD

/// Watches a folder with inotify(7), on a thread of its own.
final class DirectoryWatch: Sendable {
  /// How long nothing must happen before a change counts as whole, in milliseconds: an editor writes a
  /// file in several steps.
  private static let quiet: Int32 = 50

  private let changes: Int32
  /// A message here ends the thread.
  private let end = Mailbox<Void>()

  /// Calls `onChange` after each change, on the watching thread.
  init(_ path: String, onChange: @escaping @Sendable () -> Void) throws(MockServerError) {
    changes = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard changes >= 0 else { throw Self.failure(path) }
    let events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
    guard inotify_add_watch(changes, path, UInt32(events)) >= 0 else {
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
    while true {
      let count = poll(&descriptors, 2, hasChanged ? Self.quiet : -1)
      if descriptors[1].revents != 0 { break }
      if count == 0 {
        hasChanged = false
        onChange()
      } else {
        hasChanged = true
        drain()
      }
    }
    close(changes)
  }

  /// What has changed does not matter: everything is read anew.
  private func drain() {
    var events = [UInt8](repeating: 0, count: 4096)
    while read(changes, &events, events.count) > 0 {}
  }

  private static func failure(_ path: String) -> MockServerError {
    MockServerError(
      description: "cannot watch the folder \(path): \(String(cString: strerror(errno)))")
  }
}

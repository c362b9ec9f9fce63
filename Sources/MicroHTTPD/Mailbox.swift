internal import CMicroHTTPD
internal import Glibc
internal import Synchronization

/// Where any thread leaves messages for one other; its descriptor wakes a poll.
package final class Mailbox<Message: Sendable>: Sendable {
  /// An eventfd (eventfd(2)), readable while there are messages.
  package let descriptor = mhd_wakeup_descriptor()
  private let messages = Mutex<[Message]>([])

  package init() {}

  deinit {
    close(descriptor)
  }

  /// Leaves a message, unless `limit` are waiting already; false when it was not taken.
  @discardableResult
  package func post(_ message: Message, limit: Int = .max) -> Bool {
    let count = messages.withLock { messages in
      guard messages.count < limit else { return 0 }
      messages.append(message)
      return messages.count
    }
    // Only the first message has to wake anybody.
    if count == 1 { eventfd_write(descriptor, 1) }
    return count > 0
  }

  /// Takes everything that was left.
  func drain() -> [Message] {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }

  /// Takes everything that was left, waiting for it; empty when nothing came in time.
  package func wait(milliseconds: Int32 = -1) -> [Message] {
    var descriptors = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&descriptors, 1, milliseconds)
    return descriptors.revents == 0 ? [] : drain()
  }
}

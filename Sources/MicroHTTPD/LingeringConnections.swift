internal import CMicroHTTPD
internal import Glibc

/// Connections that were answered before all of their request was read.
///
/// To close such a socket at once would make the kernel send a reset, and the client might lose the
/// answer that lies in its buffer (RFC 9112 section 9.6). So what the client still sends is read and
/// thrown away until it closes or its time is over.
struct LingeringConnections {
  private static let limit = 256
  private static let patience: Int64 = 10_000_000_000

  private var connections: [(descriptor: Int32, deadline: Int64)] = []

  var descriptors: [Int32] { connections.map(\.descriptor) }

  var nextDeadline: Int64? { connections.map(\.deadline).min() }

  /// Keeps a second descriptor of a connection that is about to be closed.
  mutating func add(duplicating descriptor: Int32, now: Int64) {
    guard connections.count < Self.limit else { return }
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    if copy >= 0 { connections.append((copy, now + Self.patience)) }
  }

  /// Reads what has come and closes the connections that have ended or are overdue.
  mutating func drain(now: Int64) {
    connections.removeAll { connection in
      if mhd_discard_input(connection.descriptor), now < connection.deadline { return false }
      close(connection.descriptor)
      return true
    }
  }

  mutating func closeAll() {
    for connection in connections { close(connection.descriptor) }
    connections = []
  }
}

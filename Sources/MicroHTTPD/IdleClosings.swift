internal import CMicroHTTPD
internal import Glibc

/// Connections that are closed when their client sends nothing for a while after an answer.
///
/// libmicrohttpd has a time-out for each connection too, but in whole seconds.
struct IdleClosings {
  private var deadlines = Deadlines<OpaquePointer>()
  private var waits: [OpaquePointer: Wait] = [:]

  /// What is to happen after an answer.
  struct Wait {
    fileprivate let limit: Int64
    /// The bytes that had come before the answer was sent; afterwards the next request may have begun.
    fileprivate let received: UInt64

    init(milliseconds: Int, on connection: OpaquePointer) {
      // A day at most, so that no sum overflows.
      limit = Int64(min(max(0, milliseconds), 86_400_000)) * 1_000_000
      received = mhd_received_bytes(mhd_connection_descriptor(connection))
    }
  }

  var isEmpty: Bool { deadlines.isEmpty }

  var next: Int64? { deadlines.next }

  /// Begins to wait: the answer has been sent.
  mutating func add(_ connection: OpaquePointer, _ wait: Wait, now: Int64) {
    waits[connection] = wait
    deadlines.set(connection, at: now + wait.limit)
  }

  /// Forgets a connection that has its next request or has ended.
  mutating func remove(_ connection: OpaquePointer) {
    deadlines.remove(connection)
    waits[connection] = nil
  }

  /// Closes what is due; where a part of a request has come, the request will be answered.
  mutating func closeDue(at now: Int64) {
    while let connection = deadlines.takeDue(at: now) {
      let descriptor = mhd_connection_descriptor(connection)
      let wait = waits.removeValue(forKey: connection)
      guard mhd_received_bytes(descriptor) == wait?.received else { continue }
      // libmicrohttpd sees the end of the input and closes its side.
      shutdown(descriptor, Int32(SHUT_RDWR))
    }
  }
}

internal import Foundation
internal import Glibc
internal import Synchronization

/// A server on 127.0.0.1 that answers what a test has written, also what no server should.
package final class ScriptedServer: Sendable {
  /// What becomes of a request.
  package enum Reply: Sendable {
    /// An answer that is as HTTP has it; the connection can be used again.
    case answer(status: Int, fields: [(name: String, value: String)], body: [UInt8])
    /// Exactly these bytes, and then the end.
    case raw([UInt8], then: Ending)
    /// A head, and after it the same part of a body until the client has had enough.
    case endless(head: String, part: [UInt8])
  }

  /// What follows the last byte.
  package enum Ending: Sendable {
    /// FIN.
    case close
    /// RST.
    case reset
    /// Nothing, until the client goes.
    case silence
  }

  package let port: Int
  private let listener: Int32
  private let traffic = Traffic()

  /// Listens, and answers on threads of its own until it is released.
  ///
  /// - Parameter reply: is asked on those threads, one request at a time.
  /// - Throws: when the system has no socket left.
  package init(
    _ reply: @escaping @Sendable (_ request: ReceivedRequest, _ origin: String) -> Reply
  ) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 64) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    guard isListening else { throw RawConnection.Failure("a scripted server cannot listen") }
    listener = socket
    port = Int(in_port_t(bigEndian: address.sin_port))
    let origin = "http://127.0.0.1:\(port)"
    Thread.detachNewThread { [traffic] in
      while true {
        let descriptor = accept(socket, nil, nil)
        guard descriptor >= 0, traffic.begin(descriptor) else { break }
        Thread.detachNewThread {
          Self.serve(descriptor, traffic) { reply($0, origin) }
          traffic.end(descriptor)
        }
      }
      close(socket)
    }
  }

  deinit {
    traffic.stop()
    // Lets `accept` return.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  package var origin: String { "http://127.0.0.1:\(port)" }

  /// What was received so far.
  package var requests: [ReceivedRequest] { traffic.state.withLock { $0.requests } }

  /// Waits until no client is connected.
  package func connectionsAreClosed() async {
    await withCheckedContinuation { continuation in
      let isDone = traffic.state.withLock { state in
        guard !state.connections.isEmpty else { return true }
        state.waiting.append(continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  private static func serve(
    _ descriptor: Int32, _ traffic: Traffic, _ reply: (ReceivedRequest) -> Reply
  ) {
    var connection = AcceptedConnection(descriptor)
    while let request = connection.receive() {
      let reply = traffic.state.withLock { state in
        state.requests.append(request)
        return reply(request)
      }
      switch reply {
      case .answer(let status, let fields, let body):
        var head = "HTTP/1.1 \(status) OK\r\nContent-Length: \(body.count)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        guard connection.send(Array((head + "\r\n").utf8) + body) else { return }
      case .raw(let bytes, let ending):
        guard connection.send(bytes) else { return }
        switch ending {
        case .close: return
        case .reset: return connection.breakOff()
        case .silence: return connection.waitForTheEnd()
        }
      case .endless(let head, let part):
        guard connection.send(Array(head.utf8)) else { return }
        while connection.send(part) {}
        return
      }
    }
  }
}

/// What a scripted server has received, and the connections that it has.
private final class Traffic: Sendable {
  struct State {
    var requests: [ReceivedRequest] = []
    var connections: Set<Int32> = []
    var isStopped = false
    /// Go on when there is no connection.
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  let state = Mutex(State())

  /// False when the server has stopped meanwhile; the connection is closed then.
  func begin(_ descriptor: Int32) -> Bool {
    state.withLock { state in
      guard !state.isStopped else {
        close(descriptor)
        return false
      }
      state.connections.insert(descriptor)
      return true
    }
  }

  /// Closes a connection, under the lock so that nobody means another one by its number.
  func end(_ descriptor: Int32) {
    state.withLock { state in
      state.connections.remove(descriptor)
      close(descriptor)
      guard state.connections.isEmpty else { return }
      for continuation in state.waiting { continuation.resume() }
      state.waiting = []
    }
  }

  /// Lets every thread come to its end.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      for descriptor in state.connections { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }
}

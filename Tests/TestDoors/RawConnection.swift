internal import Glibc

/// A TCP connection to a server of this machine that sends exactly the bytes it is given; a client that
/// is nobody's idea of correct, for what such clients cannot send.
package struct RawConnection: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Connects.
  ///
  /// A read that takes longer than ten seconds fails, so that no test hangs.
  package init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Failure("connect", errno) }
  }

  deinit {
    close(descriptor)
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
      self.description = description
    }

    fileprivate init(_ call: String, _ number: Int32) {
      self.init("\(call): \(String(cString: strerror(number)))")
    }
  }

  package borrowing func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  package borrowing func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure("send", errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Says that nothing more will be sent.
  package borrowing func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Reads one response; of one to HEAD only its head.
  package mutating func receive(toHEAD: Bool = false) throws -> RawResponse {
    var headEnd = RawResponse.endOfHead(buffer)
    while headEnd == nil {
      guard try fill() else { throw Failure("closed before a whole head: \(text(buffer))") }
      headEnd = RawResponse.endOfHead(buffer)
    }
    guard let headEnd, var response = RawResponse(head: buffer[..<headEnd]) else {
      throw Failure("not a response: \(text(buffer))")
    }
    buffer.removeFirst(headEnd)
    let hasBody = !toHEAD && response.status >= 200 && response.status != 304
    let length = hasBody ? Int(response["content-length"] ?? "0") ?? 0 : 0
    while buffer.count < length {
      guard try fill() else { throw Failure("closed within a body") }
    }
    response.body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    return response
  }

  /// Reads until the server closes; throws when it resets the connection instead.
  package mutating func receiveUntilClosed() throws -> [UInt8] {
    while try fill() {}
    defer { buffer = [] }
    return buffer
  }

  /// How the server ended a connection.
  package enum End: Sendable {
    /// FIN.
    case closed
    /// RST, alone or after a FIN.
    case reset
  }

  /// Reads until the connection ends; what came and how it ended.
  package mutating func receiveToEnd() throws -> (bytes: [UInt8], end: End) {
    var status = take()
    while status > 0 { status = take() }
    guard status == 0 || errno == ECONNRESET else { throw Failure("receive", errno) }
    // Here an RST after the FIN does not show in what is read, but other systems lose bytes by it.
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    poll(&state, 1, 0)
    let hasFailed = state.revents & Int16(POLLERR) != 0
    defer { buffer = [] }
    return (buffer, status == 0 && !hasFailed ? .closed : .reset)
  }

  /// Reads that many bytes.
  package mutating func receive(count: Int) throws -> [UInt8] {
    while buffer.count < count {
      guard try fill() else { throw Failure("closed after \(buffer.count) of \(count) bytes") }
    }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  /// Reads the head of a response, with the empty line at its end.
  package mutating func receiveHead() throws -> [UInt8] {
    while true {
      if let end = RawResponse.endOfHead(buffer) { return try receive(count: end) }
      guard try fill() else { throw Failure("closed before a whole head: \(text(buffer))") }
    }
  }

  /// Whether something has come that was not read: bytes, or the end.
  package var hasInput: Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return !buffer.isEmpty || poll(&state, 1, 0) != 0
  }

  private mutating func fill() throws -> Bool {
    let count = take()
    guard count >= 0 else { throw Failure("receive", errno) }
    return count > 0
  }

  /// Takes what has come, waiting for it: how many bytes, 0 at the end, -1 with a reason in `errno`.
  private mutating func take() -> Int {
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &part, part.count, 0)
    if count > 0 { buffer += part[..<count] }
    return count
  }

  private borrowing func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(200), as: UTF8.self)
  }
}

/// A response as it came over the wire.
package struct RawResponse: Sendable {
  package let status: Int
  package let fields: [(name: String, value: String)]
  package var body: [UInt8] = []

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of the first field with that name, which is given in lower case.
  package subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  package init(status: Int, fields: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  init?(head: ArraySlice<UInt8>) {
    var lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")[...]
    guard
      let status = lines.popFirst()?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    self.status = status
    fields = lines.compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return (line[..<colon].lowercased(), String(value))
    }
  }

  static func endOfHead(_ bytes: [UInt8]) -> Int? {
    let end = Array("\r\n\r\n".utf8)
    guard bytes.count >= end.count else { return nil }
    return (0...bytes.count - end.count).first { bytes[$0..<$0 + end.count].elementsEqual(end) }
      .map { $0 + end.count }
  }
}

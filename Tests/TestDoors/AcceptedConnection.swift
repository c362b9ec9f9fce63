internal import Glibc

/// The server's end of a TCP connection: it reads requests, and sends exactly the bytes that it is given.
struct AcceptedConnection: ~Copyable {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next request with its body; nil when the client has gone.
  mutating func receive() -> ReceivedRequest? {
    while RawResponse.endOfHead(buffer) == nil { guard fill() else { return nil } }
    let end = RawResponse.endOfHead(buffer) ?? 0
    var request = ReceivedRequest(head: String(decoding: buffer[..<end], as: UTF8.self))
    buffer.removeFirst(end)
    let length = request["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < length { guard fill() else { return nil } }
    request.body = Array(buffer[..<length])
    buffer.removeFirst(length)
    return request
  }

  /// False when the client has gone.
  borrowing func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Has the connection end with RST, whatever is still unread.
  borrowing func breakOff() {
    var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
  }

  /// Reads until the client has gone.
  mutating func waitForTheEnd() {
    while fill() { buffer = [] }
  }

  private mutating func fill() -> Bool {
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &part, part.count, 0)
    if count > 0 { buffer += part[..<count] }
    return count > 0
  }
}

/// A request as a server has it.
package struct ReceivedRequest: Sendable {
  package let method: String
  package let target: String
  /// The names in lower case.
  package let fields: [(name: String, value: String)]
  package var body: [UInt8] = []

  init(head: String) {
    let lines = head.split(separator: "\r\n")
    let words = (lines.first ?? "").split(separator: " ").map(String.init)
    method = words.first ?? ""
    target = words.dropFirst().first ?? ""
    fields = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (
        line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " })
      )
    }
  }

  /// The value of the first field with that name, which is given in lower case.
  package subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  package var path: Substring { target.prefix { $0 != "?" } }
  package var text: String { String(decoding: body, as: UTF8.self) }
}

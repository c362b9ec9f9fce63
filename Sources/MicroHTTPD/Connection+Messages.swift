internal import CMicroHTTPD
internal import Glibc
internal import HTTPMessages

// A connection of libmicrohttpd, between its C strings and our messages.
extension OpaquePointer {
  /// Fills `request` with the head of the connection's request.
  func read(_ line: RequestLine, into request: Request) {
    request.start(method: line.method.text.bytes, target: line.path.text.bytes)
    // Borrowed for the time of the call.
    _ = mhd_head_values(self, added, Unmanaged.passUnretained(request).toOpaque())
  }

  /// Hands an answer to libmicrohttpd, which adds Content-Length, Date and Connection.
  func queue(_ response: Response) -> MHD_Result {
    guard let prepared = response.prepared() else { return .NO }
    // libmicrohttpd counts references; ours ends here.
    defer { MHD_destroy_response(prepared) }
    if let type = response.contentType {
      MHD_add_response_header(prepared, "Content-Type", type.cString)
    }
    for field in response.fields {
      MHD_add_response_header(prepared, field.name.cString, field.value)
    }
    return MHD_queue_response(self, UInt32(response.status), prepared)
  }

  /// Writes an answer to the socket itself and announces its end.
  func send(_ response: Response, withBody hasBody: Bool, to descriptor: Int32) {
    let reason = String(cString: MHD_get_reason_phrase_for(UInt32(response.status)))
    var head = "HTTP/1.1 \(response.status) \(reason)\r\n"
    if !response.fields.contains(where: { $0.name.description == "Date" }) {
      let seconds = MonotonicTime.wall() / 1_000_000_000
      head += "Date: \(HTTPDate.string(secondsSinceEpoch: seconds))\r\n"
    }
    head += "Connection: close\r\n"
    if let type = response.contentType { head += "Content-Type: \(type)\r\n" }
    for field in response.fields { head += "\(field.name): \(field.value)\r\n" }
    head += "Content-Length: \(response.body.count)\r\n\r\n"
    let message = Array(head.utf8) + (hasBody ? response.body : [])
    // A few hundred bytes into an empty send buffer: if they do not fit, nobody reads there.
    mhd_send_now(descriptor, message, message.count)
  }
}

/// Adds one field or argument to the request behind `context`.
private func added(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
  _ nameLength: Int, _ value: UnsafePointer<CChar>?, _ valueLength: Int
) -> MHD_Result {
  guard let context, let name else { return .YES }
  let request = Unmanaged<Request>.fromOpaque(context).takeUnretainedValue()
  let nameBytes = UnsafeRawBufferPointer(start: name, count: nameLength)
  let valueBytes = UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueLength)
  if kind == .HEADER_KIND {
    request.add(field: nameBytes.bytes, value: valueBytes.bytes)
  } else {
    request.add(argument: nameBytes.bytes, value: valueBytes.bytes)
  }
  return .YES
}

extension StaticString {
  /// The text as C sees it; literals end with a zero byte and live for ever.
  fileprivate var cString: UnsafePointer<CChar> {
    UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

extension UnsafePointer<CChar> {
  fileprivate var text: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: self, count: strlen(self))
  }
}

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
    request.isFromThisMachine = mhd_is_from_this_machine(self)
  }

  /// Hands an answer to libmicrohttpd, which adds Content-Length, Date and Connection.
  func queue(_ response: Response) -> MHD_Result {
    queue(response, as: response.prepared())
  }

  /// Hands an answer to libmicrohttpd with the body that `prepared` has; consumes `prepared`.
  func queue(_ response: Response, as prepared: OpaquePointer?) -> MHD_Result {
    guard let prepared else { return .NO }
    // libmicrohttpd counts references; ours ends here.
    defer { MHD_destroy_response(prepared) }
    if let type = response.contentType {
      MHD_add_response_header(prepared, "Content-Type", type.cString)
    }
    for field in response.fields {
      MHD_add_response_header(prepared, field.name.cString, field.value)
    }
    for field in response.otherFields ?? [] {
      MHD_add_response_header(prepared, field.name, field.value)
    }
    return MHD_queue_response(self, UInt32(response.status), prepared)
  }

  /// Writes an answer to the socket itself and announces its end.
  func send(_ response: Response, withBody hasBody: Bool, to descriptor: Int32) {
    let message =
      Array(response.head(closing: true).utf8) + (hasBody ? Array(response.content) : [])
    // A few hundred bytes into an empty send buffer: if they do not fit, nobody reads there.
    _ = mhd_send_now(descriptor, message, message.count)
  }

  /// Whether the client has announced that this is its last request.
  var isLast: Bool {
    guard let value = MHD_lookup_connection_value(self, .HEADER_KIND, "Connection") else {
      return false
    }
    return strcasecmp(value, "close") == 0
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

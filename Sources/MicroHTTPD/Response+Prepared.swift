internal import CMicroHTTPD
internal import HTTPMessages

extension Response {
  /// The response as libmicrohttpd has it, without fields; nil when memory is short.
  ///
  /// The caller destroys it.
  func prepared() -> OpaquePointer? {
    guard let shared else {
      return body.withUnsafeBytes { bytes in
        // MUST_COPY copies during the call, so the const is cast away for nothing else.
        MHD_create_response_from_buffer(
          bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
      }
    }
    let source = SharedPart(shared.bytes, part ?? shared.bytes.indices)
    // Released by `forget`, which libmicrohttpd calls when the response is no longer used, or below when
    // there is none.
    let context = Unmanaged.passRetained(source)
    let prepared = MHD_create_response_from_callback(
      UInt64(source.range.count), blockSize, read, context.toOpaque(), forget)
    if prepared == nil { context.release() }
    return prepared
  }
}

/// Bytes of shared content that libmicrohttpd asks for at once, and all that an answer holds of it.
private let blockSize = 32 * 1024

/// A part of an array that is being sent.
private final class SharedPart {
  let bytes: [UInt8]
  let range: Range<Int>

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }
}

/// Copies the next bytes of a `SharedPart` to where libmicrohttpd wants them.
private func read(
  _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ room: Int
) -> Int {
  let failure = Int(MHD_CONTENT_READER_END_WITH_ERROR)
  guard let context, let buffer else { return failure }
  let part = Unmanaged<SharedPart>.fromOpaque(context).takeUnretainedValue()
  guard position < UInt64(part.range.count) else { return Int(MHD_CONTENT_READER_END_OF_STREAM) }
  let start = part.range.lowerBound + Int(position)
  let count = min(room, part.range.upperBound - start)
  part.bytes.withUnsafeBytes { bytes in
    UnsafeMutableRawBufferPointer(start: buffer, count: room)
      .copyBytes(from: bytes[start..<start + count])
  }
  return count
}

private func forget(_ context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  Unmanaged<SharedPart>.fromOpaque(context).release()
}

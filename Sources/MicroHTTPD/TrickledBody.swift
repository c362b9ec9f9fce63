internal import CMicroHTTPD
internal import HTTPMessages

/// The body of an answer that goes to the client at a steady pace.
///
/// libmicrohttpd asks for the next bytes when it has sent those that it got; when none are due yet, the
/// connection is suspended until some are.
final class TrickledBody {
  private let content: ArraySlice<UInt8>
  private let pace: Pace
  private let begin = MonotonicTime.now()
  private let engine: HTTPEngine
  private let exchange: Exchange

  init(_ content: ArraySlice<UInt8>, _ pace: Pace, _ exchange: Exchange, of engine: HTTPEngine) {
    self.content = content
    self.pace = pace
    self.exchange = exchange
    self.engine = engine
  }

  /// The response as libmicrohttpd has it, without fields; nil when memory is short.
  ///
  /// The caller destroys it.
  func prepared() -> OpaquePointer? {
    // Released by `forgetTrickled`, which libmicrohttpd calls when the response is no longer used, or below
    // when there is none.
    let context = Unmanaged.passRetained(self)
    let block = min(max(pace.step, 512), 32 * 1024)
    let prepared = MHD_create_response_from_callback(
      UInt64(content.count), block, readTrickled, context.toOpaque(), forgetTrickled)
    if prepared == nil { context.release() }
    return prepared
  }

  /// Copies the bytes after `position` that are due, if there are any.
  fileprivate func read(from position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let due = min(content.count, pace.count(after: MonotonicTime.now() - begin))
    guard due > position else {
      let next = min(content.count, position + pace.step)
      let isAsleep = engine.sleep(exchange, until: begin + pace.nanoseconds(until: next))
      return isAsleep ? 0 : Int(MHD_CONTENT_READER_END_WITH_ERROR)
    }
    let bytes = content.dropFirst(position).prefix(min(due - position, buffer.count))
    bytes.withUnsafeBytes { buffer.copyMemory(from: $0) }
    return bytes.count
  }
}

private func readTrickled(
  _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ room: Int
) -> Int {
  guard let context, let buffer else { return Int(MHD_CONTENT_READER_END_WITH_ERROR) }
  return Unmanaged<TrickledBody>.fromOpaque(context).takeUnretainedValue().read(
    from: Int(position), into: UnsafeMutableRawBufferPointer(start: buffer, count: room))
}

private func forgetTrickled(_ context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  Unmanaged<TrickledBody>.fromOpaque(context).release()
}

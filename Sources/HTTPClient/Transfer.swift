internal import CCurl

/// A request on its way, with what has come of its answer.
///
/// It lives on the loop thread. libcurl has it unretained as the context of the functions below: `handle` is
/// a part of it, so it outlives every use.
final class Transfer {
  let order: Order
  private let settings: ClientSettings
  private let url: RequestURL
  private var handle: EasyHandle
  private var answer: AnswerReader
  private var sent = 0
  private var attempts = 0

  /// Names the transfer towards libcurl.
  var pointer: UnsafeMutableRawPointer { handle.pointer }

  init(_ order: Order, within settings: ClientSettings) throws(TransportFailure) {
    self.order = order
    self.settings = settings
    url = try RequestURL(order.request.url)
    answer = AnswerReader(headLimit: settings.headLimit, bodyLimit: settings.bodyLimit)
    guard let handle = EasyHandle() else {
      throw .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), "out of memory")
    }
    self.handle = handle
    let callbacks = ccurl_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(), error: nil, read: readBody,
      write: takeBody, header: takeLine, before_request: beforeRequest)
    guard self.handle.prepare(order.request, to: url, within: settings, calling: callbacks) else {
      throw .other(
        code: Int(CURLE_UNKNOWN_OPTION.rawValue), "libcurl does not take the request's options")
    }
  }

  /// What became of it, when libcurl has ended it.
  func exchange(endedWith code: CURLcode) -> ClientExchange {
    let end = TransferEnd(
      code: code, reason: handle.reason(code), systemError: handle.systemError, url: url,
      answer: answer, attempts: attempts, expectedLength: handle.announcedLength,
      settings: settings)
    return exchange(failed: end.failure)
  }

  /// What became of it so far, ended for that reason.
  func exchange(failed failure: TransportFailure?) -> ClientExchange {
    ClientExchange(
      response: answer.response, failure: failure, bodyLength: answer.bodyLength,
      attempts: attempts, started: order.started,
      firstByte: answer.begin.map { $0 - order.started },
      duration: ContinuousClock.now - order.started)
  }

  /// Called when there is a connection, before anything is sent on it; false ends the transfer.
  fileprivate func beginAttempt() -> Bool {
    guard attempts == 0 || order.request.isRepeatable else { return false }
    attempts += 1
    sent = 0
    answer = AnswerReader(headLimit: settings.headLimit, bodyLimit: settings.bodyLimit)
    return true
  }

  fileprivate func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(room.count, (order.request.body.count ?? 0) - sent)
    switch order.request.body {
    case .none: break
    case .bytes(let bytes):
      bytes[sent..<sent + count].withUnsafeBytes { room.copyMemory(from: $0) }
    case .filler(let byte, _):
      room[..<count].withMemoryRebound(to: UInt8.self) { $0.update(repeating: byte) }
    }
    sent += count
    return count
  }

  fileprivate func take(line: UnsafeRawBufferPointer) -> Bool {
    answer.take(line: String(decoding: line, as: UTF8.self), at: .now)
  }

  fileprivate func take(body part: UnsafeRawBufferPointer) -> Bool {
    answer.take(body: part)
  }
}

// What libcurl calls, on the loop thread, during `ccurl_multi_perform`. Another number than that of the bytes
// offered ends the transfer.

private func readBody(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let buffer, let transfer = transfer(context) else { return 0 }
  return transfer.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private func takeBody(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let part = UnsafeRawBufferPointer(start: buffer, count: size * count)
  return transfer(context)?.take(body: part) == true ? part.count : part.count + 1
}

private func takeLine(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
  return transfer(context)?.take(line: line) == true ? line.count : line.count + 1
}

private func beforeRequest(
  _ context: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?,
  _ local: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
  transfer(context)?.beginAttempt() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

internal import CCurl

/// A request on its way, with what has come of its answer.
///
/// It lives on the loop thread. libcurl has it unretained, as the context of what it calls: `handle` is a part
/// of it, so it outlives every use.
final class Transfer {
  let order: Order
  private let settings: ClientSettings
  private let url: RequestURL
  private var handle: EasyHandle
  private var answer: AnswerReader
  private var sent = 0
  private var attempts = 0
  /// Those that were opened for it; libcurl closes them.
  private var sockets: [Int32] = []
  /// The one that the request goes over, if it was opened for it and brings nothing but answers.
  private var socket: Int32?
  /// Whether the body waits for the head of an answer.
  private var isPaused = false

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
      write: takeBody, header: takeLine, new_socket: newSocket, before_request: beforeRequest)
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

  /// Called for each socket that is opened to connect, which may be several at once.
  func opened(_ socket: Int32) {
    sockets.append(socket)
  }

  /// Called when there is a connection, before anything is sent on it; false ends the transfer.
  func beginAttempt(localPort: Int32) -> Bool {
    guard attempts == 0 || order.request.isRepeatable else { return false }
    attempts += 1
    sent = 0
    answer = AnswerReader(headLimit: settings.headLimit, bodyLimit: settings.bodyLimit)
    // Of TLS a socket brings more than answers.
    if url.scheme == "http" { socket = sockets.last { ccurl_has_local_port($0, localPort) } }
    return true
  }

  /// Fills in the next bytes of the body: how many, or that it pauses.
  func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(room.count, (order.request.body.count ?? 0) - sent)
    switch order.request.body {
    case .none: break
    case .bytes(let bytes):
      bytes[sent..<sent + count].withUnsafeBytes { room.copyMemory(from: $0) }
    case .filler(let byte, _):
      room[..<count].withMemoryRebound(to: UInt8.self) { $0.update(repeating: byte) }
    }
    // An answer that came meanwhile is read first. A server may have reset the connection after it, and what
    // is written then would be an error before the answer is seen.
    if count > 0, let socket, ccurl_has_input(socket) {
      isPaused = true
      return Int(CURL_READFUNC_PAUSE)
    }
    sent += count
    return count
  }

  /// Takes a line of a head; false ends the transfer.
  func take(line: UnsafeRawBufferPointer) -> Bool {
    let goesOn = answer.take(line: String(decoding: line, as: UTF8.self), at: .now)
    // A server that has no more to say for now may wait for the rest.
    if isPaused && !answer.isWithinHead {
      isPaused = false
      ccurl_resume(pointer)
    }
    return goesOn
  }

  /// Takes a part of the body; false ends the transfer.
  func take(body part: UnsafeRawBufferPointer) -> Bool {
    answer.take(body: part)
  }
}

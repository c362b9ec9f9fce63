internal import CCurl

/// The thread that does all of a client's work: connections, transfers, time-outs.
///
/// Its state belongs to the thread that calls `run`.
struct TransferLoop: ~Copyable {
  private let multi: LoopInbox.Multi
  private let inbox: LoopInbox
  private let settings: ClientSettings
  /// By the pointers of their handles.
  private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
  private var isEnding = false

  /// Starts a loop on a thread of its own, which ends after the message `end`.
  ///
  /// - Parameters:
  ///   - settings: the limits of its transfers.
  ///   - ended: called on that thread, when the loop has given back everything.
  /// - Returns: where orders are left.
  /// - Throws: when libcurl cannot be loaded, or the system has no thread or memory left.
  static func start(
    _ settings: ClientSettings, ended: @escaping @Sendable () -> Void
  ) throws(TransportFailure) -> LoopInbox {
    if let problem = ccurl_load() { throw .libraryMissing(String(cString: problem)) }
    guard let pointer = ccurl_multi() else {
      throw .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), "out of memory")
    }
    let multi = LoopInbox.Multi(pointer: pointer)
    let inbox = LoopInbox(multi)
    let isStarted = startDetachedThread {
      var loop = TransferLoop(multi: multi, inbox: inbox, settings: settings)
      loop.run()
      inbox.close()
      ccurl_multi_free(multi.pointer)
      ended()
    }
    guard isStarted else {
      ccurl_multi_free(pointer)
      throw .other(code: Int(CURLE_FAILED_INIT.rawValue), "the system has no thread left")
    }
    return inbox
  }

  private init(multi: LoopInbox.Multi, inbox: LoopInbox, settings: ClientSettings) {
    self.multi = multi
    self.inbox = inbox
    self.settings = settings
  }

  private mutating func run() {
    while true {
      for message in inbox.drain() { handle(message) }
      var code = ccurl_multi_perform(multi.pointer)
      finishEnded()
      if isEnding && transfers.isEmpty { return }
      // Without a transfer there is nothing to look after but messages.
      if code == CURLM_OK { code = ccurl_multi_wait(multi.pointer, Self.longWait) }
      if code != CURLM_OK { failAll(code) }
    }
  }

  private static let longWait: Int32 = 3_600_000

  private mutating func handle(_ message: LoopMessage) {
    switch message {
    case .begin(let order): begin(order)
    case .cancel(let ticket):
      guard let transfer = transfers.values.first(where: { $0.order.ticket === ticket }) else {
        return
      }
      finish(transfer, as: transfer.exchange(failed: .cancelled))
    case .end: isEnding = true
    }
  }

  private mutating func begin(_ order: Order) {
    do throws(TransportFailure) {
      if order.ticket.isCancelled { throw .cancelled }
      let transfer = try Transfer(order, within: settings)
      let code = ccurl_multi_add(multi.pointer, transfer.pointer)
      guard code == CURLM_OK else {
        throw .other(code: Int(code.rawValue), "libcurl does not take the transfer")
      }
      transfers[transfer.pointer] = transfer
    } catch {
      order.continuation.resume(
        returning: ClientExchange(
          failure: error, started: order.started,
          duration: ContinuousClock.now - order.started))
    }
  }

  private mutating func finishEnded() {
    var pointer: UnsafeMutableRawPointer?
    var code = CURLE_OK
    while ccurl_multi_ended(multi.pointer, &pointer, &code) {
      guard let pointer, let transfer = transfers[pointer] else { continue }
      finish(transfer, as: transfer.exchange(endedWith: code))
    }
  }

  /// Lets the task go on, then gives back the handle.
  private mutating func finish(_ transfer: Transfer, as exchange: ClientExchange) {
    transfers[transfer.pointer] = nil
    transfer.order.continuation.resume(returning: exchange)
    ccurl_multi_remove(multi.pointer, transfer.pointer)
  }

  /// Ends everything when libcurl cannot go on; without this it would be asked again and again.
  private mutating func failAll(_ code: CURLMcode) {
    for transfer in transfers.values {
      let failure = TransportFailure.other(code: Int(code.rawValue), "libcurl cannot go on")
      finish(transfer, as: transfer.exchange(failed: failure))
    }
  }
}

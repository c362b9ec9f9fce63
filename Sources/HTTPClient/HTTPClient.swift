internal import Synchronization

/// An HTTP/1.1 client on libcurl that sends what it is given and says exactly what became of it.
///
/// Redirects are not followed, nothing is decoded, no cookies are kept, no passwords looked up. A proxy of the
/// environment is used as curl(1) does, but not for a loopback host.
///
/// **A request is never sent twice where that could cost money.** Connections are kept, but only GET and HEAD
/// without a body go over a kept one. When such a connection dies before anything of the answer came, nobody
/// can tell whether the server had closed it already or failed at this request; the request is then sent again
/// on another one, and `ClientExchange.attempts` says so. Every other request has a new connection, of which
/// all that happens is the answer to it; the next GET may use that one.
///
/// One thread, started with the first exchange, serves any number of exchanges at once. When the client is
/// released, it ends with the last of them and closes the connections.
package final class HTTPClient: Sendable {
  private let settings: ClientSettings
  private let ended: @Sendable () -> Void
  /// Nil until the first exchange.
  private let loop = Mutex<LoopInbox?>(nil)

  package convenience init(_ settings: ClientSettings = ClientSettings()) {
    self.init(settings, ended: {})
  }

  /// Makes a client that tells when its thread has given back everything; called on that thread.
  init(_ settings: ClientSettings, ended: @escaping @Sendable () -> Void) {
    self.settings = settings
    self.ended = ended
  }

  deinit {
    loop.withLock { $0?.post(.end) }
  }

  /// Sends a request and waits for what becomes of it; cancelling the task ends it at once.
  package func exchange(_ request: ClientRequest) async -> ClientExchange {
    // A client that is released early would end the loop before it has the order.
    defer { withExtendedLifetime(self) {} }
    let started = ContinuousClock.now
    do throws(TransportFailure) {
      if let problem = request.problem { throw .invalidRequest(problem) }
      let inbox = try inbox()
      let ticket = Ticket()
      return await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let order = Order(
            request: request, started: started, ticket: ticket, continuation: continuation)
          inbox.post(.begin(order))
        }
      } onCancel: {
        ticket.cancel()
        inbox.post(.cancel(ticket))
      }
    } catch {
      return ClientExchange(
        failure: error, started: started, duration: ContinuousClock.now - started)
    }
  }

  private func inbox() throws(TransportFailure) -> LoopInbox {
    try loop.withLock { loop throws(TransportFailure) in
      if let loop { return loop }
      let started = try TransferLoop.start(settings, ended: ended)
      loop = started
      return started
    }
  }
}

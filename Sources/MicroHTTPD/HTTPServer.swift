internal import CMicroHTTPD
internal import Glibc
package import HTTPMessages
internal import Synchronization

/// An HTTP server on a thread of its own.
///
/// Several can live in one process; none changes anything for the process as a whole.
package final class HTTPServer<Handler: RequestHandler>: Sendable {
  /// The port that it listens on.
  package let port: Int
  private let mailbox: Mailbox<EngineMessage>
  /// Nil once the loop has been told to stop.
  private let thread: Mutex<LoopThread?>

  /// Binds, listens and starts the loop.
  ///
  /// - Parameters:
  ///   - host: an address or name of this machine.
  ///   - port: 0 picks a free one.
  ///   - settings: the limits of the engine.
  ///   - makeHandler: makes the handler, on the calling thread; it is used on the loop thread only.
  /// - Throws: when the address cannot be listened on, or the system has no thread or memory left.
  package init(
    host: String, port: Int, settings: EngineSettings,
    makeHandler: (Responder) throws(HTTPServerError) -> sending Handler
  ) throws(HTTPServerError) {
    let listener = try ListeningSocket(host: host, port: port)
    self.port = listener.port
    let mailbox = Mailbox<EngineMessage>()
    self.mailbox = mailbox
    let engine = HTTPEngine(
      settings: settings, handler: try makeHandler(Responder(mailbox: mailbox)), mailbox: mailbox)
    let context = Unmanaged.passUnretained(engine).toOpaque()
    let start = Start(
      engine: engine,
      daemon: try Daemon(listener: listener, settings: settings, context: context))
    thread = Mutex(try LoopThread { start.run() })
  }

  deinit {
    stop(graceNanoseconds: 0)
  }

  /// Accepts no more connections, gives answers in flight some time, closes everything and waits
  /// until that is done.
  ///
  /// Not to be called from the handler.
  package func stop(graceNanoseconds: Int64) {
    guard let thread = thread.withLock({ $0.take() }) else { return }
    mailbox.post(.stop(deadline: MonotonicTime.now() + graceNanoseconds))
    thread.join()
  }

  /// Has the loop thread do something with the handler, between two requests and in the order of the
  /// calls.
  ///
  /// - Returns: whether it will be done, exactly once; false when the server has stopped.
  package func perform(_ work: @escaping @Sendable (Handler) -> Void) -> Bool {
    // Under the lock, so that it stands in the mailbox before the message to stop.
    thread.withLock { thread in
      guard thread != nil else { return false }
      return mailbox.post(
        .perform { handler in
          // The only handler that the loop has is what `makeHandler` made.
          if let handler = handler as? Handler { work(handler) }
        })
    }
  }
}

/// Gives answers that come later, from any thread.
package struct Responder: Sendable {
  let mailbox: Mailbox<EngineMessage>

  /// Answers an exchange that was put off; one that has ended meanwhile is passed over.
  package func answer(_ exchange: ExchangeID, with response: Response) {
    mailbox.post(.answer(exchange, response))
  }

  /// Has the loop thread do something with its handler, between two requests; a loop that has ended does
  /// not.
  package func perform(_ work: @escaping @Sendable (any RequestHandler) -> Void) {
    mailbox.post(.perform(work))
  }
}

/// Carries engine and daemon to the loop thread.
///
/// Unchecked because both are made on the starting thread, which hands them over here before the loop
/// thread exists and never touches them again.
private final class Start: @unchecked Sendable {
  private let engine: HTTPEngine
  private var daemon: Daemon?

  init(engine: HTTPEngine, daemon: consuming Daemon) {
    self.engine = engine
    self.daemon = consume daemon
  }

  func run() {
    guard let daemon = daemon.take() else { return }
    engine.run(daemon)
  }
}

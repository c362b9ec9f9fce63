internal import Glibc

/// A POSIX thread that runs one function.
package struct LoopThread: ~Copyable, Sendable {
  private let thread: pthread_t

  /// Starts `body` on a new thread.
  package init(_ body: @escaping @Sendable () -> Void) throws(HTTPServerError) {
    thread = try startThread(Body(body))
  }

  /// Waits for the end; a thread that is not waited for gives back what it holds when it ends.
  package consuming func join() {
    pthread_join(thread, nil)
    discard self
  }

  deinit {
    pthread_detach(thread)
  }
}

private final class Body: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func startThread(_ body: Body) throws(HTTPServerError) -> pthread_t {
  var thread = pthread_t()
  // Released by `threadMain`, or below when there is no thread.
  let context = Unmanaged.passRetained(body)
  let status = pthread_create(&thread, nil, threadMain, context.toOpaque())
  guard status == 0 else {
    context.release()
    throw HTTPServerError(
      "the system has no thread left: \(String(cString: strerror(status)))", isAboutAddress: false)
  }
  return thread
}

private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  // Signals are for the threads of the program. SIGPIPE too is blocked here only, so that a broken
  // connection changes nothing for the process.
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, nil)
  Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
  return nil
}

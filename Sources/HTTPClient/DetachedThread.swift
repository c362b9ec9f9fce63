internal import Glibc

/// Runs `body` on a thread of its own, which nobody waits for; false when the system has none left.
func startDetachedThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  // Released by `threadMain`, or below when there is no thread.
  let context = Unmanaged.passRetained(Body(body))
  var thread = pthread_t()
  guard pthread_create(&thread, &attributes, threadMain, context.toOpaque()) == 0 else {
    context.release()
    return false
  }
  return true
}

private final class Body: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  // Signals are for the threads of the program, and a broken connection is no reason for SIGPIPE. The
  // threads that libcurl starts to look up names have it so too.
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, nil)
  Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
  return nil
}

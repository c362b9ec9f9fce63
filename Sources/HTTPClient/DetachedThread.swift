internal import CCurl

/// Runs `body` on a thread of its own, which nobody waits for; false when the system has none left.
func startDetachedThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  // Released by `threadMain`, or below when there is no thread.
  let context = Unmanaged.passRetained(Body(body))
  let isStarted = ccurl_start_thread(threadMain, context.toOpaque())
  if !isStarted { context.release() }
  return isStarted
}

private final class Body: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
  return nil
}

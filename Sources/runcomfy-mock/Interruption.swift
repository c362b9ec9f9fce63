internal import ArgumentParser
internal import Glibc
internal import Synchronization

/// Ctrl-C ends a task, and a second one the program.
///
/// Made before any thread exists, so that each inherits the blocked signals and only `run` sees them.
struct Interruption {
  private let signals: sigset_t

  init() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGUSR1] { sigaddset(&signals, signal) }
    // A terminal that is closed interrupts too; nohup(1) ignores that, and an ignored signal that is blocked
    // would be waited for all the same.
    var closing = sigaction()
    sigaction(SIGHUP, nil, &closing)
    if closing.__sigaction_handler.sa_handler == nil { sigaddset(&signals, SIGHUP) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    self.signals = signals
  }

  /// Waits for a task, and cancels it at the first signal.
  ///
  /// - Parameter body: what the task does.
  /// - Returns: what the task returns.
  /// - Throws: what the task throws; exit code 1 when it was cancelled, whatever it says of that.
  func run<Value: Sendable>(_ body: sending @escaping () async throws -> Value) throws -> Value {
    let outcome = Outcome<Value>()
    let main = pthread_self()
    let task = Task {
      let result: Result<Value, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      outcome.value.withLock { $0 = result }
      // The main thread waits for signals; this one says that there is nothing more to wait for.
      pthread_kill(main, SIGUSR1)
    }
    while true {
      if let result = outcome.value.withLock({ $0 }) {
        if task.isCancelled, case .failure = result { throw ExitCode(1) }
        return try result.get()
      }
      var signals = signals
      var received: Int32 = 0
      sigwait(&signals, &received)
      guard received != SIGUSR1 else { continue }
      task.cancel()
      Terminal.writeError("interrupted; cancelling what was started (again to leave at once)")
      var ending = sigset_t()
      sigemptyset(&ending)
      for signal in [SIGINT, SIGTERM] { sigaddset(&ending, signal) }
      pthread_sigmask(SIG_UNBLOCK, &ending, nil)
    }
  }

  private final class Outcome<Value: Sendable>: Sendable {
    let value = Mutex<Result<Value, any Error>?>(nil)
  }
}

internal import Synchronization

/// How many jobs may still be started on a server that charges for them.
final class JobBudget: Sendable {
  private let left: Mutex<Int>

  init(_ jobs: Int) {
    left = Mutex(jobs)
  }

  /// Sets one job aside before it is asked for; false when there is none left.
  func take() -> Bool {
    left.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
  }

  /// Gives one back that the server has not started.
  func giveBack() {
    left.withLock { $0 += 1 }
  }
}

internal import Synchronization

/// A request that a task waits for.
struct Order: Sendable {
  let request: ClientRequest
  let started: ContinuousClock.Instant
  let ticket: Ticket
  /// Resumed by the loop, once.
  let continuation: CheckedContinuation<ClientExchange, Never>
}

/// Names an order, and says whether anybody still waits for it.
///
/// The task may be cancelled before the loop has its order, so a message alone would come too early.
final class Ticket: Sendable {
  private let cancelled = Atomic(false)

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() {
    cancelled.store(true, ordering: .releasing)
  }
}

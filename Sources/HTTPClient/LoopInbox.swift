internal import CCurl
internal import Synchronization

/// What the loop is told, by any thread.
enum LoopMessage: Sendable {
  case begin(Order)
  /// The ticket has been cancelled.
  case cancel(Ticket)
  /// Nothing more will begin: the loop ends with the last transfer.
  case end
}

/// Where messages for a loop are left.
final class LoopInbox: Sendable {
  /// Unchecked because a pointer says nothing of its use: all but `ccurl_multi_wake`, which libcurl allows
  /// from any thread, is called on the loop thread alone.
  struct Multi: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
  }

  private struct State {
    var messages: [LoopMessage] = []
    /// Nil once the loop has ended.
    var multi: Multi?
  }

  private let state: Mutex<State>

  init(_ multi: Multi) {
    state = Mutex(State(multi: multi))
  }

  /// Leaves a message and wakes the loop; one that has ended does not get it.
  func post(_ message: LoopMessage) {
    // The lock is held over the wake-up, so that the handle still lives.
    state.withLock { state in
      guard let multi = state.multi else { return }
      state.messages.append(message)
      if state.messages.count == 1 { ccurl_multi_wake(multi.pointer) }
    }
  }

  /// Takes everything that was left.
  func drain() -> [LoopMessage] {
    state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Called by the loop when it ends: nobody wakes it any more.
  func close() {
    state.withLock { $0 = State(multi: nil) }
  }
}

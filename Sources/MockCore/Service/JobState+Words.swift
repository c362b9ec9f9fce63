extension JobState {
  /// What `/status` calls this state.
  func statusWord(_ profile: Profile) -> StaticString {
    switch self {
    case .inQueue: "in_queue"
    case .inProgress: "in_progress"
    case .succeeded: "completed"
    case .failed: profile.failedStatusWord == .completed ? "completed" : "failed"
    case .cancelled: "cancelled"
    }
  }

  /// What `/result` calls this state.
  func resultWord(_ profile: Profile) -> StaticString {
    switch self {
    case .inQueue: "in_queue"
    case .inProgress: "in_progress"
    case .succeeded: profile.successWord == .completed ? "completed" : "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }

  /// The promise behind what `/status` says.
  var statusPromise: Promise {
    switch self {
    case .inQueue: .statusWaiting
    case .inProgress: .statusRunning
    case .succeeded: .statusCompleted
    case .failed: .statusFailed
    case .cancelled: .statusCancelled
    }
  }

  /// The promise behind what `/result` says.
  var resultPromise: Promise {
    switch self {
    case .inQueue, .inProgress: .resultUnfinished
    case .succeeded: .resultSucceeded
    case .failed: .resultFailed
    case .cancelled: .resultCancelled
    }
  }
}

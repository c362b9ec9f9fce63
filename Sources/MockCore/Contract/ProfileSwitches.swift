// The sides of the contract's switches. The raw value is the word that a profile uses.

/// What `/status` says of a job that ended badly.
package enum FailedStatusWord: String, CaseIterable, Sendable {
  case completed, failed
}

/// What `/result` says of a job that ended well.
package enum SuccessWord: String, CaseIterable, Sendable {
  case completed, succeeded
}

/// The number of the job that is next in the queue.
package enum QueueBase: String, CaseIterable, Sendable {
  case one = "1"
  case zero = "0"
}

/// The key under which `/result` says when the job ended.
package enum EndedKey: String, CaseIterable, Sendable {
  case completedAt = "completed_at"
  case finishedAt = "finished_at"
  case both
}

/// The form of `error` in the result of a failed job.
package enum ErrorShape: String, CaseIterable, Sendable {
  case string, object, list, absent
}

/// What a failed job costs.
package enum CostOfFailure: String, CaseIterable, Sendable {
  case nothing = "0"
  case price
}

/// The HTTP status of a cancel that came too late.
package enum NotCancellableStatus: String, CaseIterable, Sendable {
  case accepted = "202"
  case conflict = "409"

  package var code: Int { self == .accepted ? 202 : 409 }
}

/// Whether something that the contract leaves open is refused or taken.
package enum Acceptance: String, CaseIterable, Sendable {
  case refuse, accept
}

/// How long an output can be fetched.
package enum OutputLifetime: String, CaseIterable, Sendable {
  case unlimited
  case sevenDays = "7d"

  /// Seconds after the end of the job; nil is for ever.
  package var seconds: Int? { self == .unlimited ? nil : 7 * 86_400 }
}

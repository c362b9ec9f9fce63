/// How a job passes its time: it waits, runs and ends.
///
/// The plan of every job with the same script.
package struct Timeline: Sendable, Hashable {
  /// How a job ends when nobody cancels it.
  package enum Ending: Sendable, Hashable {
    case well
    case badly(error: String)
  }

  /// How long a job waits; `never` for one that waits for ever.
  package let queue: Span64
  /// How long it runs then; `never` for one that never ends.
  package let run: Span64
  package let ending: Ending

  package init(queue: Span64, run: Span64, ending: Ending = .well) {
    self.queue = queue
    self.run = run
    self.ending = ending
  }

  /// Long enough for a person to see each state.
  package static let standard = Timeline(queue: .seconds(2), run: .seconds(4))
  /// Everything is over at once.
  package static let instant = Timeline(queue: .zero, run: .zero)

  /// The state at `now` of a job accepted at `accepted` and, perhaps, cancelled; nothing else decides
  /// it, so it can never go backwards while time does not.
  package func state(accepted: Instant, cancelled: Instant?, at now: Instant) -> JobState {
    if let cancelled { return .cancelled(at: cancelled) }
    let starts = accepted + queue
    if now < starts { return .inQueue(remaining: starts - now) }
    let ends = starts + run
    if now < ends { return .inProgress }
    switch ending {
    case .well: return .succeeded(at: ends)
    case .badly(let error): return .failed(at: ends, error: error)
    }
  }

  /// When a job that is not cancelled ends.
  package func end(accepted: Instant) -> Instant {
    accepted + queue + run
  }
}

/// Where a job is, with what exists in that state only.
package enum JobState: Sendable, Equatable {
  case inQueue(remaining: Span64)
  case inProgress
  case succeeded(at: Instant)
  case failed(at: Instant, error: String)
  case cancelled(at: Instant)

  /// When the job ended, if it has.
  package var ended: Instant? {
    switch self {
    case .inQueue, .inProgress: nil
    case .succeeded(let instant), .failed(let instant, _), .cancelled(let instant): instant
    }
  }
}

/// What a story found out about its promise.
public enum Verdict: Sendable, Hashable {
  /// Everything was as the promise says.
  case kept
  /// Something was not as the promise says: each finding with what was expected and what was found.
  case broken([Finding])
  /// Nothing can be said: something that is not the story's own matter stood in the way.
  case inconclusive(String)
  /// The story was not run, for a reason that was known before.
  case skipped(String)
  /// The story was to run, and the run ended before.
  case notReached(String)

  /// The verdict in one word: `kept`, `broken`, `inconclusive`, `skipped` or `not reached`.
  public var word: String {
    switch self {
    case .kept: "kept"
    case .broken: "broken"
    case .inconclusive: "inconclusive"
    case .skipped: "skipped"
    case .notReached: "not reached"
    }
  }

  /// What there is to say besides the word, a line each; empty for a promise that is kept.
  public var reasons: [String] {
    switch self {
    case .kept: []
    case .broken(let findings): findings.map(\.description)
    case .inconclusive(let reason), .skipped(let reason), .notReached(let reason): [reason]
    }
  }

  /// The promise is broken, or was to be looked at and nothing can be said of it.
  ///
  /// A test fails with this; a story that was skipped is no failure.
  public var isFailure: Bool {
    switch self {
    case .kept, .skipped: false
    case .broken, .inconclusive, .notReached: true
    }
  }
}

extension Verdict: CustomStringConvertible {
  /// The word, and what there is to say besides it, in one line.
  public var description: String {
    reasons.isEmpty ? word : "\(word): " + reasons.joined(separator: "; ")
  }
}

/// One thing that is not as the promise says.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// The step of the story, counted from 1.
  public let step: Int
  /// The part of the answer: `http`, `header retry-after`, or `body` with an RFC 6901 pointer behind it.
  public let place: String
  /// What the promise says.
  public let expected: String
  /// What the server answered.
  public let found: String

  package init(step: Int, place: String, expected: String, found: String) {
    self.step = step
    self.place = place
    self.expected = expected
    self.found = found
  }

  /// Step, place, what was expected and what was found, in one line.
  public var description: String {
    "step \(step), \(place): expected \(expected), found \(found)"
  }
}

/// The calls of which a story can speak.
package enum StoryEndpoint: String, CaseIterable, Sendable, Hashable {
  case submit, status, result, cancel, output

  /// A call that changes something, so that before and after the change are different places.
  var changesSomething: Bool { self == .submit || self == .cancel }
}

/// Where in a call something happens.
package enum StoryPhase: String, CaseIterable, Sendable, Hashable {
  /// Before the work is taken: nothing has changed.
  case beforeCommit = "before-commit"
  /// The work is taken, and the client has heard nothing yet.
  case afterCommit = "after-commit"
  /// In the middle of the answer.
  case inAnswer = "in-answer"
  /// When the answer has been sent.
  case afterAnswer = "after-answer"
}

/// Which calls of an endpoint, counted from 1: submits of a tenant, all others of a job.
package struct Ordinals: Sendable, Equatable, CustomStringConvertible {
  /// In order and apart from each other; the last may be open.
  let ranges: [ClosedRange<Int>]

  static let first = Ordinals(ranges: [1...1])
  static let every = Ordinals(ranges: [1...Int.max])

  package func contains(_ number: Int) -> Bool {
    ranges.contains { $0.contains(number) }
  }

  func overlaps(_ other: Ordinals) -> Bool {
    ranges.contains { range in other.ranges.contains { $0.overlaps(range) } }
  }

  /// How many there are; nil for no end of them.
  package var count: Int? {
    ranges.last?.upperBound == .max ? nil : ranges.reduce(0) { $0 + $1.count }
  }

  /// As a story writes them: `1`, `2-4`, `3+`, `1, 3`.
  package var description: String {
    guard ranges != Self.every.ranges else { return "every" }
    return ranges.map { range in
      if range.upperBound == .max { return "\(range.lowerBound)+" }
      return range.count == 1
        ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }.joined(separator: ", ")
  }
}

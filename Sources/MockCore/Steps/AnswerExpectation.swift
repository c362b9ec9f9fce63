/// What is expected of an answer; each part that is there has to hold.
package struct AnswerExpectation: Sendable {
  /// The HTTP statuses that are right; nil where it is not said, and then any success is assumed.
  package var statuses: [ClosedRange<Int>]?
  package var fields: [(name: String, matcher: Matcher)] = []
  /// Of a body that is JSON.
  package var body: Matcher?
  /// Of a body as a text.
  package var text: Matcher?
  /// The body is a picture of the content type that its head names, as its first bytes show.
  package var isPicture = false
  /// How many bytes the body has.
  package var size: ClosedRange<Int>?
  /// RunComfy's error envelope, as one of the sides of that promise has it.
  package var refusal: Promise?
  /// The answer comes within that time, in real time.
  package var duration: Span64?
  /// One of them holds; each is a side of the promise's switch.
  package var sides: [(side: String, expectation: AnswerExpectation)] = []
  // Of a poll:
  /// The words that were said, in this order; others may stand between them.
  package var seen: [String] = []
  /// Words that are never said.
  package var never: [String] = []
  /// Holds for each answer of the poll.
  package var each: Matcher?

  package init() {}

  /// The story itself says which HTTP status is right.
  package var namesStatus: Bool {
    statuses != nil || refusal != nil || sides.contains { $0.expectation.namesStatus }
  }

  /// Whether an HTTP status is among those that are right.
  package func names(_ status: Int) -> Bool {
    statuses?.contains { $0.contains(status) } ?? false
      || refusal.map { $0.refusals.contains { $0.status == status } } ?? false
      || sides.contains { $0.expectation.names(status) }
  }

  /// A server that is right never takes what the request asks for.
  var isRefusal: Bool {
    if refusal != nil { return true }
    if let statuses { return statuses.allSatisfy { $0.lowerBound >= 400 } }
    return !sides.isEmpty && sides.allSatisfy(\.expectation.isRefusal)
  }
}

extension Promise {
  /// How a refusal by this promise may look: each side of its switch, or what the contract says; empty for
  /// a promise that is about no refusal.
  package var refusals: [ErrorAnswer] {
    let sides: [ErrorAnswer] = (ProfileSwitch.of(self)?.sides ?? []).compactMap { side in
      guard case .error(let answer) = side else { return nil }
      return answer
    }
    guard sides.isEmpty else { return sides }
    let profile = Profile()
    return switch self {
    case .errorStory: Promise.errorToken.refusals
    case .errorMalformedHTTP: [profile.malformedHTTPError]
    case .errorBusy: [profile.busyError]
    case .outputNotMade: [profile.outputNotMadeError]
    case .outputConditions: [profile.outputConditionError]
    case .outputRange: [profile.outputRangeError]
    case .outputExpiry: [profile.expiredOutputError]
    default: []
    }
  }
}

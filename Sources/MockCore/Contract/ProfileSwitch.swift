/// One switch of the contract: the promise it belongs to, its sides, and where a profile keeps the
/// answer.
package struct ProfileSwitch: Sendable {
  package let promise: Promise
  /// The sides that are known; the first is the contract's own choice.
  ///
  /// A refusal can look otherwise too: any HTTP status from 400 to 599, any code.
  package let sides: [ProfileAnswer]
  /// The side that a profile is on.
  package let answer: @Sendable (Profile) -> ProfileAnswer
  /// Puts a profile on a side; false when there is no such side.
  package let set: @Sendable (inout Profile, ProfileAnswer) -> Bool

  /// The words of its sides; nil where a side is a refusal's look.
  var words: [String]? {
    guard case .word = sides[0] else { return nil }
    return sides.map(\.description)
  }

  /// All switches, in the order of the contract.
  package static let all: [ProfileSwitch] = [
    ProfileSwitch(.statusQueuePosition, \.queueBase),
    ProfileSwitch(.statusFailed, \.failedStatusWord),
    ProfileSwitch(.resultSucceeded, \.successWord),
    ProfileSwitch(.resultEndedKey, \.endedKey),
    ProfileSwitch(.resultErrorShape, \.errorShape),
    ProfileSwitch(.resultCost, \.costOfFailure),
    ProfileSwitch(.cancelNotCancellable, \.notCancellable),
    ProfileSwitch(.validationUnknownProperties, \.unknownProperties),
    ProfileSwitch(.validationExplicitNull, \.explicitNull),
    ProfileSwitch(.validationDuplicateKeys, \.duplicateKeys),
    ProfileSwitch(.validationHTTPURLs, \.httpURLs),
    ProfileSwitch(.outputExpiry, \.outputLifetime),
    ProfileSwitch(.outputUnknown, \.unknownOutputError),
    ProfileSwitch(.catalogueQuery, \.queryError, or: ErrorAnswer(400, 422_001)),
    ProfileSwitch(.errorHost, \.hostError),
    ProfileSwitch(.errorPath, \.pathError),
    ProfileSwitch(.errorMethod, \.methodError),
    ProfileSwitch(.errorToken, \.tokenError, or: ErrorAnswer(400, 400_004)),
    ProfileSwitch(.errorContentType, \.contentTypeError),
    ProfileSwitch(.errorTooLarge, \.tooLargeError),
    ProfileSwitch(.errorModel, \.modelError, or: ErrorAnswer(404, 404_001)),
    ProfileSwitch(.errorNotJSON, \.notJSONError, or: ErrorAnswer(422, 400_003)),
    ProfileSwitch(.errorSchema, \.schemaError, or: ErrorAnswer(400, 422_001)),
    ProfileSwitch(.errorBalance, \.balanceError, or: ErrorAnswer(400, 400_002)),
    ProfileSwitch(.errorUnknownRequest, \.unknownRequestError),
    ProfileSwitch(.errorForeignRequest, \.foreignRequestError, or: ErrorAnswer(404, 404_001)),
  ]

  /// The switch of a promise, where it has one.
  package static func of(_ promise: Promise) -> ProfileSwitch? {
    all.first { $0.promise == promise }
  }

  private init<Side: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ promise: Promise, _ answer: any WritableKeyPath<Profile, Side> & Sendable
  ) {
    self.promise = promise
    sides = Side.allCases.map { .word($0.rawValue) }
    self.answer = { .word($0[keyPath: answer].rawValue) }
    set = { profile, side in
      guard case .word(let word) = side, let side = Side(rawValue: word) else { return false }
      profile[keyPath: answer] = side
      return true
    }
  }

  private init(
    _ promise: Promise, _ answer: any WritableKeyPath<Profile, ErrorAnswer> & Sendable,
    or alternative: ErrorAnswer? = nil
  ) {
    self.promise = promise
    sides = [Profile()[keyPath: answer], alternative].compactMap { $0.map { .error($0) } }
    self.answer = { .error($0[keyPath: answer]) }
    set = { profile, side in
      guard case .error(let error) = side, (400...599).contains(error.status), error.code >= 0
      else { return false }
      profile[keyPath: answer] = error
      return true
    }
  }
}

/// One switch of the contract: the promise it belongs to, its sides, and where a profile keeps the
/// answer.
package struct ProfileSwitch: Sendable {
  package let promise: Promise
  /// The words that a profile may use; the first is the contract's own choice.
  package let sides: [String]
  /// The side that a profile is on.
  package let side: @Sendable (Profile) -> String
  /// Puts a profile on a side; false when there is no such side.
  package let set: @Sendable (inout Profile, String) -> Bool

  /// All switches, in the order of the contract.
  package static let all: [ProfileSwitch] = [
    ProfileSwitch(.statusQueuePosition, \.queueBase),
    ProfileSwitch(.statusFailed, \.failedStatusWord),
    ProfileSwitch(.resultSucceeded, \.successWord),
    ProfileSwitch(.resultEndedKey, \.endedKey),
    ProfileSwitch(.resultErrorShape, \.errorShape),
    ProfileSwitch(.cancelNotCancellable, \.notCancellable),
    ProfileSwitch(.validationUnknownProperties, \.unknownProperties),
    ProfileSwitch(.validationHTTPURLs, \.httpURLs),
    ProfileSwitch(.outputExpiry, \.outputLifetime),
    ProfileSwitch(.errorToken, \.tokenError, or: ErrorAnswer(400, 400_004)),
    ProfileSwitch(.errorBalance, \.balanceError, or: ErrorAnswer(400, 400_002)),
    ProfileSwitch(.errorModel, \.modelError, or: ErrorAnswer(404, 404_001)),
    ProfileSwitch(.errorForeignRequest, \.foreignRequestError, or: ErrorAnswer(404, 404_001)),
    ProfileSwitch(.errorSchema, \.schemaError, or: ErrorAnswer(400, 422_001)),
    ProfileSwitch(.errorNotJSON, \.notJSONError, or: ErrorAnswer(422, 400_003)),
  ]

  /// The switch of a promise, where it has one.
  package static func of(_ promise: Promise) -> ProfileSwitch? {
    all.first { $0.promise == promise }
  }

  private init<Side: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ promise: Promise, _ answer: any WritableKeyPath<Profile, Side> & Sendable
  ) {
    self.promise = promise
    sides = Side.allCases.map(\.rawValue)
    side = { $0[keyPath: answer].rawValue }
    set = { profile, word in
      guard let side = Side(rawValue: word) else { return false }
      profile[keyPath: answer] = side
      return true
    }
  }

  private init(
    _ promise: Promise, _ answer: any WritableKeyPath<Profile, ErrorAnswer> & Sendable,
    or alternative: ErrorAnswer
  ) {
    let answers = [Profile()[keyPath: answer], alternative]
    self.promise = promise
    sides = answers.map { "\($0.status)" }
    side = { "\($0[keyPath: answer].status)" }
    set = { profile, word in
      guard let side = answers.first(where: { "\($0.status)" == word }) else { return false }
      profile[keyPath: answer] = side
      return true
    }
  }
}

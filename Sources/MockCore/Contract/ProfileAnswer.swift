/// What a profile answers to an open question of the contract.
package enum ProfileAnswer: Sendable, Hashable {
  /// One of the words of the question.
  case word(String)
  /// How a refusal looks.
  case error(ErrorAnswer)
}

extension ProfileAnswer: CustomStringConvertible {
  package var description: String {
    switch self {
    case .word(let word): word
    case .error(let answer): "\(answer.status) with \(answer.code)"
    }
  }
}

/// The HTTP status and the `error_code` of a refusal.
package struct ErrorAnswer: Sendable, Hashable {
  package let status: Int
  package let code: Int

  package init(_ status: Int, _ code: Int) {
    self.status = status
    self.code = code
  }
}

/// Where a profile has an answer from.
package struct AnswerSource: Sendable, Hashable {
  package let provenance: Provenance
  /// The day of an observation, as `2026-11-21`.
  package let date: String?
  /// Whatever else its author says about it.
  package let note: String?

  package init(_ provenance: Provenance, date: String? = nil, note: String? = nil) {
    self.provenance = provenance
    self.date = date
    self.note = note
  }
}

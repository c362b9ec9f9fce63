internal import HTTPClient
internal import MockCore

// Servers that validate wrongly where the contract has a switch, on neither of its sides.

extension Mutant {
  static let validations: [Mutant] = [
    refusing(.validationUnknownProperties, "fails", "It answers 500.", "unknown_property") {
      $0.becomePage(500)
    },
    refusing(.validationUnknownProperties, "unnamed", "It does not say which.", "unknown_property")
    {
      $0.refuse(422, 422_001)
    },
    refusing(.validationExplicitNull, "fails", "It answers 500.", "type") { $0.becomePage(500) },
    Mutant(.validationExplicitNull, "no-null", "No null is taken, whatever the default.") {
      answer, request, _ in
      let body = String(decoding: request.content, as: UTF8.self)
      if request.call == .submit, answer.status == 200, body.contains(":null") {
        answer.refuse(422, 422_001)
      }
    },
    refusing(.validationDuplicateKeys, "fails", "It answers 500.", "duplicate_key") {
      $0.becomePage(500)
    },
    refusing(.validationDuplicateKeys, "unnamed", "It does not say which.", "duplicate_key") {
      $0.refuse(422, 422_001)
    },
    refusing(.validationHTTPURLs, "fails", "It answers 500.", "format") { $0.becomePage(500) },
    Mutant(.validationHTTPURLs, "no-data", "data: is refused.") { answer, request, _ in
      let body = String(decoding: request.content, as: UTF8.self)
      if request.call == .submit, body.contains("\"data:") { answer.refuse(422, 422_001) }
    },
    Mutant(.validationHTTPURLs, "no-own", "A file of its own is refused.") { answer, request, _ in
      let body = String(decoding: request.content, as: UTF8.self)
      if request.call == .submit, body.contains("/outputs/") { answer.refuse(422, 422_001) }
    },
  ]

  /// A server that is wrong about one kind of violation, where it is the only one.
  private static func refusing(
    _ promise: Promise, _ name: String, _ flaw: String, _ rule: JSONValue,
    _ edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) -> Mutant {
    Mutant(promise, name, flaw, to: .submit) { answer in
      if answer["detail.0.type"] == rule, answer["detail.1"] == nil { edit(&answer) }
    }
  }
}

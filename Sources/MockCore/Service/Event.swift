/// What happened: one call and its answer.
///
/// What the journal keeps and `serve` prints.
///
/// It never holds a token.
package struct Event: Sendable {
  /// The call, as the contract's table names it.
  package enum Endpoint: String, Sendable {
    case submit, status, result, cancel, models, categories, model, balance, deployments, output
    case health, clock, receipts
    /// No path of the contract, or refused before the path was looked at.
    case none = "-"
  }

  /// Counts the events of a server from 1.
  package let number: UInt64
  package let endpoint: Endpoint
  /// The promise of the contract that spoke.
  package let promise: Promise
  /// The HTTP status of the answer; 0 when a story had nothing sent.
  package let status: Int
  /// Nanoseconds of the monotonic clock; pace is judged by this one.
  package let monotonic: Int64
  /// The tenant's own time; nil when no tenant was found out.
  package let time: Instant?
  package let tenant: TenantID?
  package let request: RequestID?
  /// The message of a refusal, and what is said here only.
  package let note: String?
}

extension Event {
  /// One readable line without the time: `submit 200 submit.accepted (seeds) tenant 1 1f0c…`.
  ///
  /// In brackets stands where the profile has the promise from.
  package func line(_ profile: Profile) -> String {
    let provenance = profile.provenance(of: promise).rawValue
    var words = [
      endpoint.rawValue, status == 0 ? "-" : "\(status)", "\(promise.rawValue) (\(provenance))",
    ]
    if let tenant { words.append("tenant \(tenant.serial)") }
    if let request { words.append("\(request)") }
    if let note { words.append(note) }
    return words.joined(separator: "  ")
  }
}

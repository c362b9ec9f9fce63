/// Where the knowledge of a promise comes from; in a conflict the earlier case wins.
package enum Provenance: String, CaseIterable, Sendable {
  /// The seed documents say it.
  case seeds
  /// Seen in recorded answers of the real service of 2025-12-14.
  case observed
  /// RunComfy's documentation says it.
  case documented
  /// An official client relies on it.
  case client
  /// Nothing is known; we decided.
  case assumed
  /// It concerns the mock itself.
  case ours
}

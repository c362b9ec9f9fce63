/// What a service is told once, when it starts.
package struct ServiceSettings: Sendable {
  package var profile = Profile()
  /// The plan of each job.
  package var timeline = Timeline.standard
  /// The origin of the URLs in answers, when it is not the one that the client used.
  package var publicURL: String?
  /// The origin of output URLs, when it is another.
  package var outputURL: String?
  /// The stories that tokens can name.
  package var stories: [ShelvedStory] = []
  /// What happens to tenants whose token names no story.
  package var story: Story?
  /// The only tokens that are accepted; nil accepts each well-formed one.
  package var acceptedTokens: Set<Token>?
  /// What tokens begin with that are accepted besides those.
  package var acceptedPrefix: [UInt8]?
  /// What each token has, in millionths of a US dollar; it is never debited.
  package var balance = 100_000_000
  package var version = "0"
  package var bounds = Bounds()

  /// The bounds of a mock that runs for a month (`contract.md`).
  package struct Bounds: Sendable {
    package var jobs = 1_000_000
    package var tenants = 10_000
    /// Bytes of one request's body.
    package var body = 64 * 1_048_576
    /// Bytes of all bodies in flight.
    package var bodiesInFlight = 512 * 1_048_576
    /// Bytes of rendered outputs that are kept.
    package var renderedMedia = 64 * 1_048_576

    package init() {}
  }

  package init() {}

  func accepts(_ token: Token) -> Bool {
    guard let acceptedTokens, !acceptedTokens.contains(token) else { return true }
    return acceptedPrefix.map { token.bytes.starts(with: $0) } ?? false
  }
}

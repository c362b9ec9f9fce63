/// What became of a whole run: the verdict of each story, and what was known before.
public struct SuiteReport: Sendable {
  /// The server's origin.
  public let origin: String
  /// What the server said it is, such as `runcomfy-mock 0.1.0`; nil for one that did not say.
  public let product: String?
  /// The stories that were chosen, in the order of their names.
  public let stories: [StoryReport]
  /// Failures that were known before, by the name of the story.
  public let known: Set<String>
  /// Entries of the list of known failures that are stale: nothing that they name fails any more.
  public let stale: [KnownFailures.Entry]
  /// When the run began, in seconds of the Unix epoch.
  public let started: Int64
  /// How long it took, in real time.
  public let duration: Duration
  /// The run was interrupted before its end.
  public let isInterrupted: Bool

  package init(
    origin: String, product: String?, stories: [StoryReport], known: Set<String>,
    stale: [KnownFailures.Entry], started: Int64, duration: Duration, isInterrupted: Bool
  ) {
    self.origin = origin
    self.product = product
    self.stories = stories
    self.known = known
    self.stale = stale
    self.started = started
    self.duration = duration
    self.isInterrupted = isInterrupted
  }

  /// How many stories have the verdict of that word; of failures, those that were not known.
  public func count(_ word: String) -> Int {
    stories.count { $0.verdict.word == word && !isKnown($0) }
  }

  /// The story fails, and it was known that it does.
  public func isKnown(_ report: StoryReport) -> Bool {
    report.verdict.isFailure && known.contains(report.story.name)
  }

  /// A story failed that was not known to, an entry of the list is stale, or the run was interrupted.
  public var isFailure: Bool {
    !stale.isEmpty || isInterrupted || stories.contains { $0.verdict.isFailure && !isKnown($0) }
  }
}

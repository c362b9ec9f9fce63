internal import MockCore

extension [ContractStory] {
  /// The stories that patterns choose.
  ///
  /// - Parameters:
  ///   - only: those that one of these means; empty for all.
  ///   - skip: but not those that one of these means.
  /// - Returns: the stories, in their order.
  /// - Throws: ``ContractKitError`` for a pattern that means no story, and when none is left.
  public func selected(
    only: [NamePattern] = [], skip: [NamePattern] = []
  ) throws(ContractKitError) -> [ContractStory] {
    for pattern in only + skip { try check(pattern) }
    let chosen = filter { story in
      (only.isEmpty || only.contains { $0.matches(story.name) })
        && !skip.contains { $0.matches(story.name) }
    }
    guard !chosen.isEmpty else { throw ContractKitError("no story is left to be run") }
    return chosen
  }

  /// Holds a list of known failures against the stories that there are.
  ///
  /// - Throws: ``ContractKitError`` with `file:line:` for an entry that means no story.
  public func check(_ known: KnownFailures) throws(ContractKitError) {
    for entry in known.entries {
      do throws(ContractKitError) {
        try check(entry.pattern)
      } catch {
        throw ContractKitError("\(known.file):\(entry.line): \(error)")
      }
    }
  }

  private func check(_ pattern: NamePattern) throws(ContractKitError) {
    if contains(where: { pattern.matches($0.name) }) { return }
    throw ContractKitError(
      "'\(pattern)' matches no story"
        + NearestName.suggestion(for: pattern.description, among: map(\.name)))
  }
}

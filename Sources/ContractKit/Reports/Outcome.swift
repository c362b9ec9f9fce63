internal import MockCore

/// What a report makes of a story: its verdict, or that it was known to fail.
///
/// The most urgent comes first.
enum Outcome: String, CaseIterable {
  case broken
  case inconclusive
  case notReached = "not reached"
  case known = "known to fail"
  case skipped
  case kept
}

extension SuiteReport {
  func outcome(of report: StoryReport) -> Outcome {
    if isKnown(report) { return .known }
    return switch report.verdict {
    case .kept: .kept
    case .broken: .broken
    case .inconclusive: .inconclusive
    case .skipped: .skipped
    case .notReached: .notReached
    }
  }

  func stories(_ outcome: Outcome) -> [StoryReport] {
    stories.filter { self.outcome(of: $0) == outcome }
  }

  /// How many stories there are of each outcome that occurs: `68 kept, 1 broken`.
  var counts: String {
    // Who reads a sentence wants to hear first how many are fine.
    ([.kept] + Outcome.allCases.dropLast())
      .map { (outcome: Outcome) in (outcome, stories(outcome).count) }
      .filter { $0.1 > 0 }
      .map { "\($0.1) \($0.0.rawValue)" }
      .joined(separator: ", ")
  }

  /// The stories by the folder that their names are in, in the order of the folders' names.
  var folders: [(name: String, stories: [StoryReport])] {
    Dictionary(grouping: stories, by: \.folder)
      .sorted { $0.key < $1.key }
      .map { (name: $0.key, stories: $0.value) }
  }
}

extension StoryReport {
  /// The name without its last word; empty for a name of one word.
  var folder: String { story.name.split(separator: "/").dropLast().joined(separator: "/") }

  /// The last word of the name.
  var leaf: String { story.name.split(separator: "/").last.map(String.init) ?? story.name }

  /// The step that decided the verdict, where one did.
  var decidingStep: StepReport? { steps.last { !$0.problems.isEmpty } }

  /// The contract's own side, where the promise has a switch.
  var defaultSide: String? {
    ProfileSwitch.of(story.contract.promise)?.sides.first?.description
  }

  /// The sides that were met and are not the contract's own.
  var otherSides: [String] {
    guard let defaultSide else { return [] }
    return sides.filter { $0 != defaultSide }
  }
}

extension KnownFailures.Entry {
  /// What is wrong with an entry that is stale.
  var staleness: String {
    "line \(line) of the known failures: all that '\(pattern)' names is kept; delete the entry"
  }
}

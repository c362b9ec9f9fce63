package import MockCore

/// Why a mock did not start, or what was asked of it could not be done.
public struct MockServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what was expected; a line for each mistake in a file.
  public let description: String
  /// What is wrong with files that the user wrote, where that is the reason.
  package let problems: [Diagnostic]
  /// What was asked for cannot be done (exit code 2), as opposed to a failure of ours (70).
  package let isOfTheCall: Bool

  init(description: String, isOfTheCall: Bool = true) {
    self.description = description
    self.isOfTheCall = isOfTheCall
    problems = []
  }

  init(_ problems: [Diagnostic], isOfTheCall: Bool = true) {
    self.problems = problems
    self.isOfTheCall = isOfTheCall
    description = problems.map(\.description).joined(separator: "\n")
  }
}

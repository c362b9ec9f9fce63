/// Everything that is wrong with one file that a user wrote.
package struct FileError: Error, CustomStringConvertible, Sendable {
  package let problems: [Diagnostic]

  package init(problems: [Diagnostic]) {
    self.problems = problems.inOrderOfText
  }

  /// Of a file that is not JSON.
  init(_ error: JSONError, file: String) {
    problems = [Diagnostic(file, error.position, "", "not JSON: \(error.reason)")]
  }

  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

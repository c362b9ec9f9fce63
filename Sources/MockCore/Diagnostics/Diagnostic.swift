/// One mistake in a file that a user wrote, with its place.
package struct Diagnostic: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Severity: String, Sendable {
    /// The file is not taken.
    case error
    /// The file is taken, and something in it is probably not what was meant.
    case warning
  }

  package let severity: Severity
  package let file: String
  package let position: TextPosition
  /// The keys that lead to the place, such as `input_schema.properties.seed.type`; empty for the
  /// file as a whole.
  package let path: String
  package let message: String

  package init(
    _ file: String, _ position: TextPosition, _ path: String, _ message: String,
    severity: Severity = .error
  ) {
    self.severity = severity
    self.file = file
    self.position = position
    self.path = path
    self.message = message
  }

  fileprivate var place: (Int, Int) { (position.line, position.column) }

  package var description: String {
    let place = "\(file):\(position.line):\(position.column): \(severity.rawValue): "
    return place + (path.isEmpty ? message : "\(path): \(message)")
  }
}

extension [Diagnostic] {
  /// The file is not taken.
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// The problems of one file as its reader comes upon them.
  var inOrderOfText: [Diagnostic] {
    enumerated()
      .sorted { a, b in
        a.element.place == b.element.place
          ? a.offset < b.offset : a.element.place < b.element.place
      }
      .map(\.element)
  }
}

/// Why a server did not start.
package struct HTTPServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What failed, with the system's own words.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

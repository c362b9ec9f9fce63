/// Why a server did not start.
package struct HTTPServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What failed, with the system's own words.
  package let description: String

  /// The address cannot be listened on, as opposed to a failure of ours or of the system.
  package let isAboutAddress: Bool

  init(_ description: String, isAboutAddress: Bool = true) {
    self.description = description
    self.isAboutAddress = isAboutAddress
  }
}

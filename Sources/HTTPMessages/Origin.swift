/// An origin that a user sets, such as `https://mock.example:8443`.
package struct Origin: Sendable, Equatable {
  package let text: String
  package let isEncrypted: Bool
  /// The host is `localhost` or a loopback address.
  package let isOfThisMachine: Bool

  /// Takes `http://` or `https://` with a host and perhaps a port, and nothing behind.
  package init?(_ text: String) {
    let scheme = ["http://", "https://"].first { text.hasPrefix($0) }
    guard let scheme, Authority.isWellFormed(Array(text.utf8)[scheme.utf8.count...]) else {
      return nil
    }
    self.text = text
    isOfThisMachine = Authority.isOfThisMachine(Array(text.utf8)[scheme.utf8.count...])
    isEncrypted = scheme == "https://"
  }
}

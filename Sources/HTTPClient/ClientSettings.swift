/// The limits of a client.
///
/// Nothing is ended before its time, but up to some milliseconds after it.
package struct ClientSettings: Sendable {
  /// For the name, the connection and TLS together.
  package var connectTimeout: Duration
  /// For the whole exchange, however steadily it goes on.
  package var timeout: Duration
  /// Bytes of a body that are kept; a longer one ends the exchange.
  package var bodyLimit: Int
  /// Bytes that the heads of an answer may have together, interim ones and a trailer too.
  ///
  /// One line has no
  /// more than 100 KiB in any case, which is libcurl's limit.
  package var headLimit: Int
  /// The path of a PEM file with authorities to trust instead of the file that libcurl would read.
  package var certificateAuthority: String?

  package init(
    connectTimeout: Duration = .seconds(5), timeout: Duration = .seconds(30),
    bodyLimit: Int = 64 * 1_048_576, headLimit: Int = 256 * 1024,
    certificateAuthority: String? = nil
  ) {
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.bodyLimit = bodyLimit
    self.headLimit = headLimit
    self.certificateAuthority = certificateAuthority
  }
}

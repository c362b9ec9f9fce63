internal import CCurl

/// What has to be known of a URL before libcurl has it.
///
/// libcurl must be loaded.
struct RequestURL: Sendable {
  /// In lower case.
  let scheme: String
  /// An IPv6 address in brackets; an IPv4 address has its four numbers, however it was written.
  let host: String
  let port: String
  private let hasUser: Bool

  /// Reads a URL as libcurl does.
  ///
  /// - Throws: `TransportFailure.invalidRequest`.
  init(_ text: String) throws(TransportFailure) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw .invalidRequest("the URL has a space or a control character")
    }
    var parts = ccurl_url()
    defer { ccurl_url_free(&parts) }
    if let problem = ccurl_url_read(text, &parts) {
      throw .invalidRequest("\(text) is no URL: \(String(cString: problem))")
    }
    scheme = parts.scheme.map { String(cString: $0) }?.lowercased() ?? ""
    host = parts.host.map { String(cString: $0) } ?? ""
    port = parts.port.map { String(cString: $0) } ?? ""
    hasUser = parts.has_user
    guard scheme == "http" || scheme == "https" else {
      throw .invalidRequest("the URL must begin with http:// or https://, not \(scheme)://")
    }
    guard !hasUser else {
      throw .invalidRequest("the URL names a user; send a field Authorization instead")
    }
  }

  /// Whether it names this machine by a loopback address or as `localhost`, which no proxy can reach for us.
  var isLoopback: Bool {
    let host = host.lowercased()
    return host == "localhost" || host == "localhost." || host == "[::1]"
      || host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) }
  }
}

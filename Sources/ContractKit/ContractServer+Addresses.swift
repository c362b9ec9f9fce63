extension ContractServer {
  /// The host and port, as a URL has them.
  var host: String { String(origin.split(separator: "/", maxSplits: 2).last ?? "") }

  /// Whether an address is the server's own; no other gets a token, whatever an answer names.
  func owns(_ url: String) -> Bool {
    let own = Self.parts(origin)
    let other = Self.parts(url)
    return own != nil && own == other
  }

  /// The scheme and the authority in lower case, without the port that goes without saying; nil for what is no
  /// such URL.
  ///
  /// In bytes, as whoever connects will read it: no letter outside of ASCII is another one's small form.
  private static func parts(_ url: String) -> [String]? {
    let text = String(
      decoding: url.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    let scheme = ["http://", "https://"].first { text.utf8.starts(with: $0.utf8) }
    guard let scheme else { return nil }
    let authority = text.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
    var name = String(decoding: authority, as: UTF8.self)
    let port = scheme == "http://" ? ":80" : ":443"
    if name.hasSuffix(port) { name.removeLast(port.count) }
    return [scheme, name]
  }
}

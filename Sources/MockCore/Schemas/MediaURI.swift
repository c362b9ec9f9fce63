internal import HTTPMessages

/// The URIs that inputs may name (`contract.md`, "format: uri …").
enum MediaURI {
  /// An absolute `https:` URL with a host, a `data:` URI, or an `http:` URL where that is allowed.
  static func accepts(_ uri: ArraySlice<UInt8>, _ leniency: SchemaValidator.Leniency) -> Bool {
    let colon = uri.firstIndex(of: UInt8(ascii: ":")) ?? uri.endIndex
    // Schemes are compared without case (RFC 3986 section 3.1).
    let scheme = uri[..<colon]
    if scheme.equalsIgnoringCase("https") { return hasHost(uri[colon...]) }
    if scheme.equalsIgnoringCase("http") {
      guard hasHost(uri[colon...]) else { return false }
      return leniency.acceptsHTTP || isBelow(leniency.host, uri[colon...].dropFirst(3))
        || leniency.ownOrigins.contains { isBelow($0.utf8, uri) }
    }
    // RFC 2397: a media type, perhaps ";base64", a comma, the data.
    return scheme.equalsIgnoringCase("data") && uri[colon...].contains(UInt8(ascii: ","))
  }

  private static func hasHost(_ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.starts(with: "://") else { return false }
    let authority = rest.dropFirst(3).prefix { byte in
      byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
    }
    // A name and a password may stand before the host (RFC 3986 section 3.2.1).
    let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] }
    // Visible ASCII only: anything else must be percent-encoded in a URI.
    return Authority.isWellFormed(host ?? authority)
      && rest.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func isBelow(
    _ origin: some Collection<UInt8>, _ uri: ArraySlice<UInt8>
  ) -> Bool {
    guard !origin.isEmpty, uri.starts(with: origin) else { return false }
    let next = uri.dropFirst(origin.count).first
    return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
  }
}

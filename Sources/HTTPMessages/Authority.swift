/// The authority that a `Host` field names (RFC 9110 section 7.2).
package enum Authority {
  /// A host name or IPv4 address of letters, digits, `.`, `-`, `_` and `~`, or an IPv6 address in
  /// brackets; then perhaps a colon and a port.
  ///
  /// Nothing that could need escaping in a URL or in JSON.
  package static func isWellFormed(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 261 else { return false }
    let afterHost: ArraySlice<UInt8>
    if text.first == UInt8(ascii: "[") {
      guard let end = text.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let address = text[(text.startIndex + 1)..<end]
      let isAddress = address.allSatisfy { byte in
        isHexadecimal(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
      }
      guard address.count >= 2, isAddress else { return false }
      afterHost = text[(end + 1)...]
    } else {
      let host = text.prefix { isHostCharacter($0) }
      guard !host.isEmpty else { return false }
      afterHost = text[host.endIndex...]
    }
    guard !afterHost.isEmpty else { return true }
    return afterHost.first == UInt8(ascii: ":") && isPort(afterHost.dropFirst())
  }

  /// Whether a well-formed authority names this machine: `localhost` or a loopback address.
  package static func isOfThisMachine(_ text: ArraySlice<UInt8>) -> Bool {
    let end = text.first == UInt8(ascii: "[") ? text.firstIndex(of: UInt8(ascii: "]")) : nil
    let host = end.map { text[...$0] } ?? text.prefix { $0 != UInt8(ascii: ":") }
    return host.equalsIgnoringCase("localhost") || host.equals("[::1]") || isLoopbackAddress(host)
  }

  private static func isLoopbackAddress(_ host: ArraySlice<UInt8>) -> Bool {
    let parts = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0].equals("127")
      && parts.allSatisfy { part in
        part.allSatisfy { (0x30...0x39).contains($0) }
          && UInt8(String(decoding: part, as: UTF8.self)) != nil
      }
  }

  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte.lowercasedASCII)
  }

  private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
    guard (1...5).contains(text.count) else { return false }
    var port = 0
    for byte in text {
      guard (0x30...0x39).contains(byte) else { return false }
      port = port * 10 + Int(byte - 0x30)
    }
    return port <= 65_535
  }
}

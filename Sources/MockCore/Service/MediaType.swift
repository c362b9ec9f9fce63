internal import HTTPMessages

/// The `Content-Type` of a message.
package enum MediaType {
  /// `application/json`, without a `charset` or with that of UTF-8; names are compared without case
  /// (RFC 9110 section 8.3).
  package static func isJSON(_ value: ArraySlice<UInt8>) -> Bool {
    // What nearly every client sends.
    if value.equals("application/json") { return true }
    var parts = value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    guard let type = parts.popFirst(), trimmed(type).equalsIgnoringCase("application/json") else {
      return false
    }
    return parts.allSatisfy { parameter in
      guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")) else {
        return trimmed(parameter).isEmpty
      }
      guard trimmed(parameter[..<equals]).equalsIgnoringCase("charset") else { return true }
      let charset = trimmed(parameter[(equals + 1)...])
      return charset.equalsIgnoringCase("utf-8") || charset.equalsIgnoringCase(#""utf-8""#)
    }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}

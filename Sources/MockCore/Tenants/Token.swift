internal import HTTPMessages

/// A bearer token, well-formed as the contract has it.
package struct Token: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Why an `Authorization` field holds no token.
  package enum Problem: Error, Sendable {
    case scheme, empty, tooLong, character
  }

  /// The token of `Bearer TOKEN`; the scheme is compared without case (RFC 9110 section 11.1).
  package init(authorization value: ArraySlice<UInt8>) throws(Problem) {
    let space = UInt8(ascii: " ")
    let scheme = value.prefix { $0 != space }
    guard scheme.equalsIgnoringCase("bearer") else { throw .scheme }
    var rest = value[scheme.endIndex...].drop { $0 == space }
    while let last = rest.last, last == space || last == UInt8(ascii: "\t") { rest.removeLast() }
    try self.init(rest)
  }

  /// A token on its own, as in a file of tokens.
  package init(_ token: ArraySlice<UInt8>) throws(Problem) {
    guard !token.isEmpty else { throw .empty }
    guard token.count <= 512 else { throw .tooLong }
    let isVisible = token.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ",") }
    guard isVisible else { throw .character }
    bytes = Array(token)
  }

  /// The two parts of a token of the form `STORY~rest`; nil for one that names no story.
  package var storyParts: (name: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
    bytes.firstIndex(of: UInt8(ascii: "~")).map { (bytes[..<$0], bytes[($0 + 1)...]) }
  }
}

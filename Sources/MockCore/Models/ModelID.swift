/// The form of a model id: 2 to 5 segments of letters, digits, dots, underscores and hyphens.
package enum ModelID {
  /// Whether `id` has that form; case matters and nothing is percent-decoded.
  package static func isWellFormed(_ id: some Collection<UInt8>) -> Bool {
    var segments = 1
    var length = 0
    for byte in id {
      switch byte {
      case UInt8(ascii: "/"):
        guard length > 0 else { return false }
        segments += 1
        length = 0
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        length += 1
      default:
        return false
      }
    }
    return length > 0 && (2...5).contains(segments)
  }
}

/// Control characters in what others wrote, before it is shown on a terminal.
package enum ControlCharacters {
  /// The text with each control character as `\u{XX}`, so that it can neither begin a line nor move the
  /// cursor.
  package static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars
      .map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }
      .joined()
  }

  private static func isControl(_ scalar: UnicodeScalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}

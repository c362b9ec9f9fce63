/// Characters in what others wrote that would act instead of being seen, before it is shown to somebody.
package enum ControlCharacters {
  /// The text with each such character as `\u{XX}`, so that it can neither begin a line nor move the cursor
  /// nor turn the direction of what follows.
  package static func escaped(_ text: String) -> String { escaped(text, except: "") }

  /// The same for a text of several lines: line feeds and tabs stay.
  package static func escapedInLines(_ text: String) -> String { escaped(text, except: "\n\t") }

  private static func escaped(_ text: String, except kept: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard !isPlain else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if !acts(scalar) || kept.unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// A control character, a separator of lines, a mark that turns the direction of writing (as in CVE-2021-42574),
  /// or one of the noncharacters, which XML has no way to write.
  private static func acts(_ scalar: UnicodeScalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isBidiControl || properties.isNoncharacterCodePoint
    }
  }
}

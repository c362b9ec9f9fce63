internal import MockCore

/// HTML or XML that is being written.
///
/// What is interpolated into it is text, and escaped, unless it is markup itself; so what a server says cannot
/// become an element or the end of an attribute by an oversight.
struct Markup: ExpressibleByStringInterpolation {
  private(set) var source: String

  init(stringLiteral literal: String) { source = literal }

  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  static func += (markup: inout Markup, more: Markup) { markup.source += more.source }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) { source += literal }

    /// A text of one line; what would act in it is shown instead.
    mutating func appendInterpolation(_ text: String) {
      append(ControlCharacters.escaped(text))
    }

    /// A text whose lines stay lines; not for an attribute, in which they would become blanks.
    mutating func appendInterpolation(lines text: String) {
      append(ControlCharacters.escapedInLines(text))
    }

    mutating func appendInterpolation(_ number: Int) { source += "\(number)" }

    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }

    mutating func appendInterpolation(_ markup: [Markup]) {
      for markup in markup { source += markup.source }
    }

    private mutating func append(_ text: String) {
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": source += "&amp;"
        case "<": source += "&lt;"
        case ">": source += "&gt;"
        case "\"": source += "&quot;"
        case "'": source += "&#39;"
        default: source.unicodeScalars.append(scalar)
        }
      }
    }
  }
}

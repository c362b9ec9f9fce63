internal import HTTPClient
internal import MockCore

/// Takes the tokens out of everything that is kept or shown.
struct Redaction: Sendable {
  /// How many characters of a body a report holds.
  static let bodyLimit = 4096
  /// How many characters of a line of a verdict, of a note or of an address.
  static let lineLimit = 2048
  private static let readLimit = 16_384
  /// A shorter beginning of a token tells nobody what it is.
  private static let shortestPart = 8
  /// A shorter token, such as `me`, stands in many words by chance, and taking it out there would tell what it is.
  private static let shortestToken = 6
  private static let mark = "‹token›"
  private static let ellipsis = Array("…".utf8)

  /// Each token in all of its spellings, the longest first: one may be a part of another.
  private let secrets: [[UInt8]]

  init(_ tokens: [String]) {
    secrets = Set(tokens.filter { $0.utf8.count >= Self.shortestToken }.flatMap(Self.spellings))
      .map { Array($0.utf8) }.sorted { $0.count > $1.count }
  }

  /// As it is, within JSON with slashes plain and escaped, within a pointer (RFC 6901) and within a URL.
  private static func spellings(_ token: String) -> [String] {
    let inJSON = token.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let inPointer = token.replacing("~", with: "~0").replacing("/", with: "~1")
    return [
      token, inJSON, inJSON.replacing("/", with: "\\/"), inPointer, token.percentEncoded,
    ]
  }

  /// The text without the tokens, and without the beginning of one where the text was cut.
  func redacted(_ text: String) -> String {
    // Byte by byte: with a combining mark behind it, the last character of a token would be another one.
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let length = lengthOfSecret(in: bytes[index...]) {
        kept += Self.mark.utf8
        index += length
      } else {
        kept.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// How much of the beginning of a text is a token, or the part of one before the end or an ellipsis.
  private func lengthOfSecret(in text: ArraySlice<UInt8>) -> Int? {
    for secret in secrets where secret.first == text.first {
      let length = zip(secret, text).prefix { $0 == $1 }.count
      if length == secret.count { return length }
      let rest = text.dropFirst(length)
      if length >= Self.shortestPart, rest.isEmpty || rest.starts(with: Self.ellipsis) {
        return length
      }
    }
    return nil
  }

  /// A text that may hold what the server has said, for one line: without control characters, and not too long.
  func line(_ text: String) -> String {
    let scalars = redacted(text).unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
      default: scalar
      }
    }
    let line = String(String.UnicodeScalarView(scalars.prefix(Self.lineLimit)))
    return scalars.count <= Self.lineLimit ? line : line + "…"
  }

  func line(_ finding: Finding) -> Finding {
    Finding(
      step: finding.step, place: line(finding.place), expected: line(finding.expected),
      found: line(finding.found))
  }

  /// A body for a report: as a text where it is one, else its size.
  func excerpt(_ body: [UInt8], length: Int) -> String {
    guard let text = Self.beginning(of: body) else {
      return "(\(length) bytes that are no text)"
    }
    let isWhole = length <= Self.readLimit
    let shown = redacted(isWhole ? text : text + "…")
    if isWhole, shown.unicodeScalars.count <= Self.bodyLimit { return shown }
    let scalars = shown.unicodeScalars.prefix(Self.bodyLimit)
    return String(String.UnicodeScalarView(scalars)) + "… (\(length) bytes)"
  }

  /// As much of a body as is read, as a text; nil where it is not UTF-8, or has control characters.
  private static func beginning(of body: [UInt8]) -> String? {
    // A cut leaves up to three bytes of a character.
    let cuts = body.count > readLimit ? 0...3 : 0...0
    let bytes = body.prefix(readLimit)
    let texts = cuts.lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }
    return texts.first.flatMap { text in
      let isPlain = text.utf8.allSatisfy { $0 >= 0x20 || "\t\r\n".utf8.contains($0) }
      return isPlain ? text : nil
    }
  }

  func field(_ name: String, _ value: String) -> RecordedExchange.Field {
    let isSecret = ["authorization", "proxy-authorization"].contains(name.lowercased())
    guard isSecret else { return .init(name: redacted(name), value: redacted(value)) }
    // The scheme is of interest, what follows is nobody's business.
    let scheme = value.prefix { $0 != " " }
    return .init(name: name, value: value == scheme ? Self.mark : "\(scheme) \(Self.mark)")
  }
}

extension String {
  /// All but the unreserved characters of RFC 3986 as `%2F`.
  fileprivate var percentEncoded: String {
    utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

internal import HTTPClient
internal import MockCore

/// Takes the tokens out of everything that is kept or shown.
struct Redaction: Sendable {
  /// How many bytes of a body a report holds.
  static let bodyLimit = 4096
  private static let readLimit = 16_384
  /// A token of 512 bytes behind the name of a story, each of its characters escaped.
  private static let longestToken = 1280
  private static let mark = "‹token›"

  private let tokens: [String]

  init(_ tokens: [String]) {
    // As it is, and as a JSON string has it; some writers escape the slash too.
    let spellings = tokens.flatMap { token in
      let json = String(JSONText.string(token).text.dropFirst().dropLast())
      return [token, json, json.replacing("/", with: "\\/")]
    }
    // The longest first: one may be a part of another.
    self.tokens = Set(spellings).filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// The text without the tokens.
  func redacted(_ text: String) -> String {
    tokens.reduce(text) { text, token in
      text.replacing(token, with: Self.mark)
    }
  }

  /// A body for a report: as a text where it is one, else its size.
  func excerpt(_ body: [UInt8], length: Int) -> String {
    let text = String(decoding: Self.beginning(of: body, Self.readLimit), as: UTF8.self)
    let isText = !text.unicodeScalars.contains {
      $0 == "\u{FFFD}" || ($0.value < 0x20 && !"\t\r\n".unicodeScalars.contains($0))
    }
    guard isText else { return "(\(length) bytes that are no text)" }
    let redacted = redacted(text)
    let isWhole = length <= Self.readLimit
    if isWhole, redacted.utf8.count <= Self.bodyLimit { return redacted }
    // A token that begins before the end of what is read would show its beginning there.
    let certain = redacted.utf8.count - (isWhole ? 0 : Self.longestToken)
    let shown = Self.beginning(of: redacted.utf8, min(certain, Self.bodyLimit))
    return String(decoding: shown, as: UTF8.self) + "… (\(length) bytes)"
  }

  /// At most so many bytes, without the beginning of a character that does not end in them.
  private static func beginning<Bytes: BidirectionalCollection<UInt8>>(
    of bytes: Bytes, _ limit: Int
  ) -> Bytes.SubSequence {
    let limit = bytes.index(bytes.startIndex, offsetBy: max(0, limit), limitedBy: bytes.endIndex)
    guard var end = limit, end < bytes.endIndex else { return bytes[...] }
    // UTF-8 has at most three bytes 10xxxxxx in a row.
    for _ in 0..<3 where end > bytes.startIndex && bytes[end] & 0xC0 == 0x80 {
      bytes.formIndex(before: &end)
    }
    return bytes[..<end]
  }

  func field(_ name: String, _ value: String) -> RecordedExchange.Field {
    let isSecret = ["authorization", "proxy-authorization"].contains(name.lowercased())
    guard isSecret else { return .init(name: name, value: redacted(value)) }
    // The scheme is of interest, what follows is nobody's business.
    let scheme = value.prefix { $0 != " " }
    return .init(name: name, value: value == scheme ? Self.mark : "\(scheme) \(Self.mark)")
  }
}

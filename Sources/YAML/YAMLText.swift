internal import CYAML

/// A YAML text as a list of events, read by libyaml.
package enum YAMLText {
  /// Reads the events of all documents in a text.
  ///
  /// - Parameters:
  ///   - text: UTF-8, perhaps with a byte order mark.
  ///   - take: gets each event and says whether to go on.
  /// - Throws: `YAMLError` when the text is not YAML, as far as it was read.
  package static func read(
    _ text: [UInt8], _ take: (YAMLEvent) -> Bool
  ) throws(YAMLError) {
    let mark = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = YAMLPlace(endOf: text[mark...])
    var problem = yaml_read_problem()
    let isWhole = withoutActuallyEscaping(take) { take in
      let reader = EventReader(take, end: end)
      // The reader is borrowed for the time of the call.
      let context = Unmanaged.passUnretained(reader).toOpaque()
      return withExtendedLifetime(reader) {
        text.withUnsafeBufferPointer { text in
          // libyaml would count the mark as a column.
          let text = UnsafeBufferPointer(rebasing: text.dropFirst(mark))
          return yaml_read(text.baseAddress, text.count, forward, context, &problem)
        }
      }
    }
    guard isWhole else { throw YAMLError(problem, mark: mark, in: text, end: end) }
  }
}

private final class EventReader {
  let take: (YAMLEvent) -> Bool
  let end: YAMLPlace

  init(_ take: @escaping (YAMLEvent) -> Bool, end: YAMLPlace) {
    self.take = take
    self.end = end
  }
}

/// Hands an event to the reader behind `context`; false when it wants no more.
private func forward(_ context: UnsafeMutableRawPointer?, _ event: yaml_read_event) -> Bool {
  guard let context else { return false }
  let reader = Unmanaged<EventReader>.fromOpaque(context).takeUnretainedValue()
  return reader.take(YAMLEvent(event, end: reader.end))
}

extension YAMLEvent {
  fileprivate init(_ event: yaml_read_event, end: YAMLPlace) {
    kind =
      switch event.kind {
      case YAML_READ_SCALAR:
        // Good during the callback only, so copied.
        .scalar(
          Array(UnsafeBufferPointer(start: event.text, count: event.length)),
          isPlain: event.is_plain)
      case YAML_READ_SEQUENCE: .sequence
      case YAML_READ_SEQUENCE_END: .sequenceEnd
      case YAML_READ_MAPPING: .mapping
      case YAML_READ_MAPPING_END: .mappingEnd
      case YAML_READ_ALIAS: .alias
      default: .document
      }
    place = YAMLPlace(line: event.line + 1, column: event.column + 1, before: end)
    hasTag = event.has_tag
    hasAnchor = event.has_anchor
  }
}

extension YAMLError {
  fileprivate init(
    _ problem: yaml_read_problem, mark: Int, in text: [UInt8], end: YAMLPlace
  ) {
    let words = withUnsafeBytes(of: problem.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if problem.is_offset {
      reason = words
      place = .offset(problem.offset + mark)
    } else {
      reason = words + Self.advice(words, Self.byte(problem.line, problem.column, in: text))
      place = .mark(YAMLPlace(line: problem.line + 1, column: problem.column + 1, before: end))
    }
  }

  /// What to do about the mistakes that everybody makes once.
  private static func advice(_ words: String, _ byte: UInt8?) -> String {
    if byte == UInt8(ascii: "\t") { return "; indent with blanks, not with tabs" }
    if let byte, "@%`".utf8.contains(byte) { return "; put the text into quotation marks" }
    guard words.hasPrefix("mapping values are not allowed") else { return "" }
    return "; put a text with a colon in it into quotation marks"
  }

  /// The byte at a place, as far as line feeds end the lines before it.
  private static func byte(_ line: Int, _ column: Int, in text: [UInt8]) -> UInt8? {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard line < lines.count else { return nil }
    return lines[line].filter { $0 & 0xC0 != 0x80 }.dropFirst(column).first
  }
}

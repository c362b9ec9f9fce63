/// Why a text is not JSON, and where.
package struct JSONError: Error, Equatable, Sendable {
  /// What is wrong, as the end of a sentence that begins with the place.
  package let reason: String
  /// Offset of the first byte that cannot stand where it is, from 0.
  package let offset: Int
  package let position: TextPosition

  init(_ reason: String, at offset: Int, in text: [UInt8]) {
    self.reason = reason
    self.offset = offset
    position = TextPosition(of: offset, in: text)
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    "line \(position.line), column \(position.column) (byte \(offset)): \(reason)"
  }
}

/// A place in a text as editors count: both from 1, columns in Unicode code points.
package struct TextPosition: Equatable, Sendable {
  package let line: Int
  package let column: Int

  package init(of offset: Int, in text: [UInt8]) {
    let before = text[..<min(offset, text.count)]
    let newline = UInt8(ascii: "\n")
    line = before.reduce(1) { $1 == newline ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}

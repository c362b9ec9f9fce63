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

  /// The places of several offsets, found on one way through the text.
  package static func all(of offsets: [Int], in text: [UInt8]) -> [Int: TextPosition] {
    var places: [Int: TextPosition] = [:]
    var (line, column, at) = (1, 1, 0)
    for offset in Set(offsets).sorted() {
      while at < min(offset, text.count) {
        if text[at] == UInt8(ascii: "\n") {
          (line, column) = (line + 1, 1)
        } else if at + 1 >= text.count || text[at + 1] & 0xC0 != 0x80 {
          column += 1
        }
        at += 1
      }
      places[offset] = TextPosition(line: line, column: column)
    }
    return places
  }

  private init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package init(of offset: Int, in text: [UInt8]) {
    let before = text[..<min(offset, text.count)]
    let newline = UInt8(ascii: "\n")
    line = before.reduce(1) { $1 == newline ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}

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
  package private(set) var line = 1
  package private(set) var column = 1

  /// A place as another reader of the text has found it.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package init(of offset: Int, in text: [UInt8]) {
    move(over: text[..<min(offset, text.count)])
  }

  /// The places of several offsets, found on one way through the text.
  package static func all(of offsets: [Int], in text: [UInt8]) -> [Int: TextPosition] {
    var places: [Int: TextPosition] = [:]
    var place = TextPosition(of: 0, in: text)
    var at = 0
    for offset in Set(offsets).sorted() {
      let end = min(offset, text.count)
      place.move(over: text[at..<end])
      at = end
      places[offset] = place
    }
    return places
  }

  private mutating func move(over text: ArraySlice<UInt8>) {
    for byte in text {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}

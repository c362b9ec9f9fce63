/// One value of a parsed document: what it is and where it stands in the text.
///
/// The nodes of a document lie in one array in the order of the text. A container is followed by its
/// children; each member of an object is a string node (the key) followed by the nodes of its value.
package struct JSONNode: Sendable {
  package enum Kind: UInt8, Sendable {
    case null, `true`, `false`, number, string, array, object
  }

  package let kind: Kind
  /// For a string: the text holds at least one escape sequence.
  package private(set) var isEscaped = false
  /// Offset of the first byte; of a string, the first byte after the quotation mark.
  package let start: UInt32
  /// Offset after the last byte; of a string, that of the closing quotation mark.
  package private(set) var end: UInt32
  /// Index of the first node that does not belong to this value.
  package private(set) var next: UInt32

  package var range: Range<Int> { Int(start)..<Int(end) }

  init(_ kind: Kind, start: Int, end: Int, next: Int) {
    self.kind = kind
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
  }

  mutating func close(end: Int, next: Int) {
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
  }

  mutating func markEscaped() {
    isEscaped = true
  }
}

/// A place in a text: both from 1, columns in Unicode code points.
///
/// Lines end as YAML 1.1 ends them.
package struct YAMLPlace: Sendable, Equatable {
  package private(set) var line = 1
  package private(set) var column = 1

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// A place as libyaml has it, which ends a last line that has no end and stands behind it.
  init(line: Int, column: Int, before end: YAMLPlace) {
    self = line > end.line ? end : YAMLPlace(line: line, column: column)
  }

  /// The place behind the last character of a text.
  init(endOf text: ArraySlice<UInt8>) {
    // The bytes that came before, the last one lowest.
    var before: UInt32 = 0
    for byte in text {
      before = before << 8 | UInt32(byte)
      let isEnd =
        byte == 0x0A || byte == 0x0D || before & 0xFFFF == 0xC285
        || before & 0xFF_FFFF == 0xE280A8 || before & 0xFF_FFFF == 0xE280A9
      if isEnd {
        // A line feed behind a carriage return ends no further line.
        if before & 0xFFFF != 0x0D0A { line += 1 }
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}

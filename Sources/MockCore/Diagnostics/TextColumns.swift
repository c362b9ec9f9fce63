/// Lines of cells, set in columns for a terminal.
package struct TextColumns {
  private let rows: [[String]]

  package init(_ rows: [[String]]) {
    self.rows = rows
  }

  /// The text, no line wider than `width` if the words allow it.
  ///
  /// All columns but the widest are as wide as their longest cell; that one is broken between words, but
  /// keeps 20 columns.
  package func text(width: Int) -> String {
    guard let count = rows.map(\.count).max(), count > 0 else { return "" }
    var widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let others = widths.reduce(0, +) + 2 * (count - 1)
    if others > width, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      let room = max(widths[widest] - (others - width), 20)
      widths[widest] = min(room, widths[widest])
    }
    return rows.map { line(of: $0, widths) }.joined()
  }

  private func line(of row: [String], _ widths: [Int]) -> String {
    let cells = row.enumerated().map { Self.broken($1, width: widths[$0]) }
    var text = ""
    for line in 0..<(cells.map(\.count).max() ?? 0) {
      var columns = ""
      for (column, cell) in cells.enumerated() {
        let part = line < cell.count ? cell[line] : ""
        columns += part + String(repeating: " ", count: max(0, widths[column] - part.count) + 2)
      }
      while columns.last == " " { columns.removeLast() }
      text += columns + "\n"
    }
    return text
  }

  /// The lines of a cell, broken between words.
  private static func broken(_ cell: String, width: Int) -> [String] {
    guard cell.count > width else { return [cell] }
    var lines: [String] = []
    var line = ""
    for word in cell.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(word)
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

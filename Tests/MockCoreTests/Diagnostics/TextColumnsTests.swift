import MockCore
import Testing

struct TextColumnsTests {
  struct Table: Sendable, CustomTestStringConvertible {
    let what: String
    let rows: [[String]]
    let width: Int
    let lines: [String]

    init(_ what: String, _ rows: [[String]], width: Int = 80, _ lines: String...) {
      self.what = what
      self.rows = rows
      self.width = width
      self.lines = lines
    }

    var testDescription: String { what }
  }

  private static let words = "one two three four five six"

  static let tables: [Table] = [
    Table("nothing", []),
    Table("rows without cells", [[], []]),
    Table("one cell", [["a"]], "a"),
    Table(
      "columns begin below each other, no blanks at the end",
      [["a", "bb", "c"], ["aaa", "b", ""]],
      "a    bb  c", "aaa  b"),
    Table("an empty cell keeps its column", [["", "x"], ["*", "y"]], "   x", "*  y"),
    Table("rows may be shorter", [["aaa"], ["a", "b"]], "aaa", "a    b"),
    Table("an empty row is no line", [["a"], [""], ["b"]], "a", "", "b"),
    Table(
      "letters count, not bytes", [["é", "x"], ["ee\u{301}e", "y"]], "é    x", "eée  y"),
    Table("what fits exactly is not broken", [["a", words]], width: 30, "a  \(words)"),
    Table(
      "the widest column is broken between words, the next one goes on beside it",
      [["a", words, "z"], ["bb", "one", "y"]], width: 27,
      "a   one two three four    z", "    five six", "bb  one                   y"),
    Table(
      "a word that is longer than its column stays whole",
      [["a", "one https://example.com/a/very/long/path two"]], width: 23,
      "a  one", "   https://example.com/a/very/long/path", "   two"),
    Table(
      "20 columns are left to the widest at least", [["aaaaaaaaaaaaaaa", words]], width: 10,
      "aaaaaaaaaaaaaaa  one two three four", "                 five six"),
    Table(
      "no column becomes wider than its cells because the terminal is narrow",
      [["aaaaaaaaaaaa", "b c d e f", "z"], ["a", "b", "y"]], width: 10,
      "aaaaaaaaaaaa  b c d e f  z", "a             b          y"),
  ]

  @Test(arguments: tables)
  func `cells are set in columns`(_ table: Table) {
    let text = TextColumns(table.rows).text(width: table.width)
    #expect(text == table.lines.map { $0 + "\n" }.joined())
  }
}

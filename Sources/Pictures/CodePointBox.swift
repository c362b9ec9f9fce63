/// What is shown for a character that the font lacks: its code point in a box, in two rows of digits.
struct CodePointBox {
  private let rows: [[Int]]

  /// How many pixels a dot of the digits takes.
  private let dot: Int

  /// For text whose em is `size`/64 pixels.
  init(_ scalar: Unicode.Scalar, size: Int) {
    let columns = scalar.value > 0xffff ? 3 : 2
    let digits = (0..<2 * columns).reversed().map { Int(scalar.value >> (4 * UInt32($0))) & 15 }
    rows = [Array(digits.prefix(columns)), Array(digits.suffix(columns))]
    dot = max((size / 64 + 6) / 13, 1)
  }

  /// In pixels, without the space around it.
  var width: Int { dot * (4 * rows[0].count + 3) }

  /// The space on each side of it, in pixels.
  var margin: Int { (dot + 1) / 2 }

  private var height: Int { dot * 15 }

  /// Draws it with its left edge at `x`, as high above the baseline as capital letters reach below
  /// and above their middle.
  func draw(x: Int, baseline: Int, size: Int, on mask: inout Mask) {
    let top = baseline - size * 36 / 6400 - height / 2
    mask.fill(x: x, y: top, width: width, height: height, with: 120)
    mask.fill(
      x: x + dot, y: top + dot, width: width - 2 * dot, height: height - 2 * dot, with: 0)
    for (row, digits) in rows.enumerated() {
      for (column, digit) in digits.enumerated() {
        draw(digit, x: x + dot * (2 + 4 * column), y: top + dot * (2 + 6 * row), on: &mask)
      }
    }
  }

  private func draw(_ digit: Int, x: Int, y: Int, on mask: inout Mask) {
    for place in 0..<15 where Self.digits[digit] >> (14 - place) & 1 == 1 {
      mask.fill(
        x: x + dot * (place % 3), y: y + dot * (place / 3), width: dot, height: dot, with: 255)
    }
  }

  /// 0 to F, each five rows of three dots from the top left.
  private static let digits = [
    0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_011_001_111,
    0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010,
    0b111_101_111_101_111, 0b111_101_111_001_111, 0b010_101_111_101_101, 0b110_101_110_101_110,
    0b011_100_100_100_011, 0b110_101_101_101_110, 0b111_100_110_100_111, 0b111_100_110_100_100,
  ]
}

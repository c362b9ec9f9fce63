/// A text measured at a size and cut to a width.
struct TextLine {
  private enum Piece {
    case glyph(Unicode.Scalar, x: Int, up: Int)
    case box(CodePointBox, x: Int)
  }

  /// 64 for each pixel of the em.
  let size: Int

  /// Whether all of the text fitted.
  private(set) var isWhole = true

  private var pieces: [Piece] = []
  private var end = 0

  /// In whole pixels.
  var width: Int { (end + 63) / 64 }

  /// How far above and below the baseline there is room for capitals with marks and for boxes, in
  /// pixels.
  var ascent: Int { size * 115 / 6400 + 1 }
  var descent: Int { size * 35 / 6400 + 1 }

  /// Sets as much of a text as fits into `width` pixels; where that is not all, an ellipsis ends it.
  init(_ text: LabelText, size: Int, width: Int, typeface: borrowing Typeface) {
    self.size = size
    let ellipsis = typeface.glyph("…", size: size)?.advance ?? 0
    // As far as the line goes if it has to be cut: the end and how many pieces there are.
    var cut = (end: 0, pieces: 0)
    for letter in text.letters {
      append(letter, typeface: typeface)
      if end > width * 64 {
        isWhole = false
        pieces.removeSubrange(cut.pieces...)
        pieces.append(.glyph("…", x: cut.end, up: 0))
        end = cut.end + ellipsis
        return
      }
      if end + ellipsis <= width * 64, letter.scalar != " " { cut = (end, pieces.count) }
    }
  }

  private mutating func append(_ letter: LabelText.Letter, typeface: borrowing Typeface) {
    guard let glyph = typeface.glyph(letter.scalar, size: size) else {
      append(CodePointBox(letter.scalar, size: size))
      for mark in letter.marks { append(CodePointBox(mark, size: size)) }
      return
    }
    let pen = end
    pieces.append(.glyph(letter.scalar, x: pen, up: 0))
    end += glyph.advance
    var (top, bottom) = (glyph.top, glyph.bottom)
    for scalar in letter.marks {
      guard let mark = typeface.glyph(scalar, size: size) else {
        append(CodePointBox(scalar, size: size))
        continue
      }
      let up = Self.shift(of: mark, top: &top, bottom: &bottom, gap: size / 14)
      pieces.append(
        .glyph(scalar, x: pen + (glyph.left + glyph.right - mark.left - mark.right) / 2, up: up))
    }
  }

  /// How far a mark moves up or down so that it clears the letter and the marks that are there.
  private static func shift(
    of mark: Glyph, top: inout Int, bottom: inout Int, gap: Int
  ) -> Int {
    if mark.bottom > 5 * gap {
      let up = max(top + gap - mark.bottom, 0)
      top = mark.top + up
      return up
    }
    if mark.top < 0 {
      let up = min(bottom - gap - mark.top, 0)
      bottom = mark.bottom + up
      return up
    }
    return 0  // through the letter or joined to it
  }

  private mutating func append(_ box: CodePointBox) {
    let x = (end + 63) / 64 + box.margin
    pieces.append(.box(box, x: x))
    end = (x + box.width + box.margin) * 64
  }

  /// What the line covers; the baseline is `ascent` below the top.
  func mask(typeface: borrowing Typeface) -> Mask {
    // A slanted letter can reach over its advance a little.
    var mask = Mask(width: width + size / 64 / 4, height: ascent + descent)
    for piece in pieces {
      switch piece {
      case .glyph(let scalar, let x, let up):
        let baseline = ascent - ((up + 32) >> 6)
        typeface.draw(scalar, size: size, x: x, baseline: baseline, on: &mask)
      case .box(let box, let x):
        box.draw(x: x, baseline: ascent, size: size, on: &mask)
      }
    }
    return mask
  }
}

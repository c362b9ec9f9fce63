extension Drawing {
  /// Writes a label: on a darkened corner of an opaque picture, on a plate of its own otherwise.
  mutating func write(_ layout: LabelLayout, typeface: borrowing Typeface) {
    if alpha.isEmpty { darken(around: layout) } else { lay(Plate(layout)) }
    for line in layout.lines {
      write(line, mask: line.text.mask(typeface: typeface))
    }
  }

  /// Takes most of the light away under the text, fading out to the right and upward.
  private mutating func darken(around layout: LabelLayout) {
    let (area, text) = (layout.area, layout.text)
    let strongest = 180
    let across = (area.x..<area.x + area.width).map { x in
      Self.fade(max(x - text.x - text.width, 0), over: layout.fade.across)
    }
    for y in area.y..<area.y + area.height {
      let down = Self.fade(max(text.y - y, 0), over: layout.fade.up) * strongest
      let row = y * width + area.x
      for column in 0..<area.width {
        let level = Int(pixels[row + column])
        pixels[row + column] = UInt8(level - (level * across[column] * down) >> 24)
      }
    }
  }

  /// From 256 to 0 over a distance, without a visible beginning or end.
  private static func fade(_ distance: Int, over length: Int) -> Int {
    guard distance > 0 else { return 256 }
    guard distance < length else { return 0 }
    let part = 256 * (length - distance) / length
    return (part * part * (768 - 2 * part)) >> 16
  }

  /// Lays the plate into a gap that sets it apart from what is around it.
  private mutating func lay(_ plate: Plate) {
    let area = plate.area
    for y in 0..<area.height {
      for x in 0..<area.width {
        let index = (area.y + y) * width + area.x + x
        alpha[index] = UInt8(Int(alpha[index]) * (255 - plate.coverage(x: x, y: y, inset: 0)) / 255)
        let coverage = plate.coverage(x: x, y: y, inset: plate.gap)
        if coverage > 0 { put(Plate.level, coverage, at: index) }
      }
    }
  }

  /// Needs no clipping: the layout has room for all of the mask.
  private mutating func write(_ line: LabelLayout.Line, mask: Mask) {
    for y in 0..<mask.height {
      let row = (line.baseline - line.text.ascent + y) * width + line.x
      for x in 0..<mask.width {
        let coverage = mask.coverage[y * mask.width + x]
        if coverage > 0 { put(line.ink, Int(coverage), at: row + x) }
      }
    }
  }

  /// Lays a level over a pixel, as opaque as `coverage` of 255.
  private mutating func put(_ level: UInt8, _ coverage: Int, at index: Int) {
    let below = alpha.isEmpty ? 255 : Int(alpha[index])
    let rest = below * (255 - coverage) / 255
    let sum = coverage + rest
    pixels[index] = UInt8((Int(level) * coverage + Int(pixels[index]) * rest + sum / 2) / sum)
    if !alpha.isEmpty { alpha[index] = UInt8(sum) }
  }
}

/// The dark plate under the label of a transparent picture.
private struct Plate {
  let area: PixelArea

  /// How far the plate is from the edges of its area, in pixels.
  let gap: Int

  private let radius: Int

  static let level: UInt8 = 14

  init(_ layout: LabelLayout) {
    area = layout.area
    gap = layout.gap
    radius = min(layout.em * 6 / 10 + gap, min(area.width, area.height) / 2)
  }

  /// How much of a pixel is in the area with round corners, of 255, `inset` pixels from its edges.
  func coverage(x: Int, y: Int, inset: Int) -> Int {
    let across = radius - min(x, area.width - 1 - x)
    let down = radius - min(y, area.height - 1 - y)
    if across > 0, down > 0 {
      let (across, down) = (Double(across) - 0.5, Double(down) - 0.5)
      let beyond = (across * across + down * down).squareRoot() - Double(radius - inset)
      return Int(255 * min(max(0.5 - beyond, 0), 1))
    }
    return max(across, down) > radius - inset ? 0 : 255
  }
}

/// A rectangle of pixels, from the top left corner.
package struct PixelArea: Hashable, Sendable {
  package let x: Int
  package let y: Int
  package let width: Int
  package let height: Int

  /// Whether a pixel lies in it.
  package func contains(x: Int, y: Int) -> Bool {
    (self.x..<self.x + width).contains(x) && (self.y..<self.y + height).contains(y)
  }

  /// Larger on each side, as far as a picture of these sides goes.
  func grown(by pixels: Int, width: Int, height: Int) -> PixelArea {
    let (left, top) = (max(x - pixels, 0), max(y - pixels, 0))
    return PixelArea(
      x: left, y: top, width: min(x + self.width + pixels, width) - left,
      height: min(y + self.height + pixels, height) - top)
  }
}

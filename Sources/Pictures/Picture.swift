/// An image that is known before it is drawn: the same four values always give the same bytes.
package struct Picture: Hashable, Sendable {
  /// The sides that can be drawn; WebP itself ends one pixel earlier.
  package static let sides = 1...16384

  /// The width in pixels.
  package let width: Int

  /// The height in pixels.
  package let height: Int

  /// Chooses the colours and what is drawn.
  ///
  /// The same seed looks the same at every size of one aspect ratio.
  package let seed: UInt64

  /// What the picture is encoded as.
  package let format: PictureFormat

  /// Describes a picture; nothing is drawn and no size is refused before `encoded()`.
  package init(width: Int, height: Int, seed: UInt64, format: PictureFormat) {
    self.width = width
    self.height = height
    self.seed = seed
    self.format = format
  }

  /// Draws the picture and returns it as the bytes of a file.
  ///
  /// - Throws: `PictureError` for a size outside `sides` and when the library behind the format
  ///   refuses.
  package func encoded() throws(PictureError) -> [UInt8] {
    guard Self.sides.contains(width), Self.sides.contains(height) else {
      let limits = "\(Self.sides.lowerBound) to \(Self.sides.upperBound)"
      throw PictureError(picture: self, reason: "each side must be \(limits) pixels")
    }
    do {
      return try drawn().encoded(as: format)
    } catch {
      throw PictureError(picture: self, reason: error.message)
    }
  }

  private func drawn() -> Drawing {
    var numbers = SeededNumbers(seed: seed)
    let palette = Palette(using: &numbers)
    let unit = Double(min(width, height))
    let composition = Composition(
      width: Double(width) / unit, height: Double(height) / unit, using: &numbers)
    var canvas = Canvas(width: width, height: height)
    for shape in composition.shapes { canvas.draw(shape) }
    return Drawing(
      width: width, height: height, pixels: canvas.pixels(over: composition.gradient),
      palette: palette)
  }
}

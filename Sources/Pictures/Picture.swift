/// An image that is known before it is drawn: the same values always give the same bytes.
package struct Picture: Hashable, Sendable {
  /// The sides that can be drawn; WebP itself ends one pixel earlier.
  package static let sides = 1...16384

  /// The width in pixels.
  package let width: Int

  /// The height in pixels.
  package let height: Int

  /// Chooses the colours and what is drawn.
  ///
  /// The same seed looks the same at every size of one aspect ratio, the label apart.
  package let seed: UInt64

  /// What the picture is encoded as.
  package let format: PictureFormat

  /// Whether only a part of what is drawn remains, with nothing around it; JPEG knows no such thing
  /// and shows all.
  package let hasTransparentBackground: Bool

  /// What is written into the lower left corner; outside of `labelArea()` the same is drawn without it.
  ///
  /// What is lossy differs a little next to the area.
  package let label: PictureLabel?

  /// Describes a picture; nothing is drawn and no size is refused before `encoded()`.
  package init(
    width: Int, height: Int, seed: UInt64, format: PictureFormat,
    hasTransparentBackground: Bool = false, label: PictureLabel? = nil
  ) {
    self.width = width
    self.height = height
    self.seed = seed
    self.format = format
    self.hasTransparentBackground = hasTransparentBackground
    self.label = label
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
      return try drawing().encoded(as: format)
    } catch {
      throw PictureError(picture: self, reason: error.message)
    }
  }

  /// The pixels that the label changes, or nothing if there is none or no room for it.
  package func labelArea() throws(PictureError) -> PixelArea? {
    do {
      return try labelLayout(typeface: Typeface())?.area
    } catch {
      throw PictureError(picture: self, reason: error.message)
    }
  }

  private var isCutOut: Bool { hasTransparentBackground && format != .jpeg }

  private func labelLayout(typeface: borrowing Typeface) -> LabelLayout? {
    label.flatMap {
      LabelLayout($0, width: width, height: height, isOnPlate: isCutOut, typeface: typeface)
    }
  }

  private func drawing() throws(Drawing.Refusal) -> Drawing {
    var drawing = drawnScene()
    if label != nil {
      let typeface = try Typeface()
      if let layout = labelLayout(typeface: typeface) {
        drawing.write(layout, typeface: typeface)
      }
    }
    return drawing
  }

  /// The picture without its label.
  func drawnScene() -> Drawing {
    var numbers = SeededNumbers(seed: seed)
    let palette = Palette(using: &numbers)
    let unit = Double(min(width, height))
    let composition = Composition(
      in: Frame(width: Double(width) / unit, height: Double(height) / unit), using: &numbers)
    var canvas = Canvas(width: width, height: height)
    for shape in composition.shapes { canvas.draw(shape) }
    var drawing = Drawing(
      width: width, height: height, pixels: canvas.pixels(over: composition.gradient),
      palette: palette)
    if isCutOut {
      let medallion = Medallion(width: width, height: height, using: &numbers)
      drawing.alpha = medallion.alpha(width: width, height: height)
    }
    return drawing
  }
}

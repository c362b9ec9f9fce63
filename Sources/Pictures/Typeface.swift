import CImages

/// The font of the labels.
///
/// Lives for one picture: it is opened in some microseconds, and several threads may draw at once.
struct Typeface: ~Copyable {
  // Opened by `init`, closed by `deinit`, never copied out.
  private let typeface: OpaquePointer

  init() throws(Drawing.Refusal) {
    guard let typeface = rcm_open_typeface() else {
      throw Drawing.Refusal(message: "freetype: out of memory")
    }
    self.typeface = typeface
  }

  deinit {
    rcm_close_typeface(typeface)
  }

  /// What a glyph takes up, in 1/64 pixel, or nothing if the font lacks it.
  func glyph(_ scalar: Unicode.Scalar, size: Int) -> Glyph? {
    var glyph = rcm_glyph()
    guard rcm_measure_glyph(typeface, scalar.value, Int32(size), &glyph) == 1 else { return nil }
    return Glyph(
      advance: Int(glyph.advance), left: Int(glyph.left), right: Int(glyph.right),
      bottom: Int(glyph.bottom), top: Int(glyph.top))
  }

  /// Draws a glyph with the pen at `x`, in 1/64 pixel, and `baseline`, in pixels.
  func draw(_ scalar: Unicode.Scalar, size: Int, x: Int, baseline: Int, on mask: inout Mask) {
    let (width, height) = (Int32(mask.width), Int32(mask.height))
    // The array lends its storage for the call; what would be outside of it is not drawn.
    mask.coverage.withUnsafeMutableBufferPointer { coverage in
      rcm_draw_glyph(
        typeface, scalar.value, Int32(size), Int32(x), Int32(baseline),
        rcm_mask(coverage: coverage.baseAddress, width: width, height: height))
    }
  }
}

/// How far a glyph moves the pen, and the box that it fills around the pen, y upward.
struct Glyph {
  let advance: Int
  let left: Int
  let right: Int
  let bottom: Int
  let top: Int
}

/// A finished picture: a palette index for each pixel, rows from the top.
struct Drawing {
  let width: Int
  let height: Int
  var pixels: [UInt8]

  /// How opaque each pixel is, 255 for fully; empty if all are.
  var alpha: [UInt8] = []

  let palette: Palette
}

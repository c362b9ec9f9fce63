/// A finished picture: a palette index for each pixel, rows from the top.
struct Drawing {
  let width: Int
  let height: Int
  let pixels: [UInt8]
  let palette: Palette
}

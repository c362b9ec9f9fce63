/// A slanted plane of palette indices that fills the whole picture.
struct Gradient {
  let topLeft: Double

  /// How much lighter the right edge is than the left.
  let across: Double

  /// How much lighter the lower edge is than the upper.
  let down: Double

  /// From the middle of the picture, where it has the index `middle`.
  init(middle: Double, across: Double, down: Double) {
    topLeft = middle - (across + down) / 2
    self.across = across
    self.down = down
  }
}

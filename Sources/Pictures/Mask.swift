/// How much of each pixel is covered, 255 for all of it; rows from the top.
struct Mask {
  let width: Int
  let height: Int
  var coverage: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    coverage = [UInt8](repeating: 0, count: width * height)
  }

  /// Covers the part of a rectangle that is inside.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, with value: UInt8) {
    let columns = max(x, 0)..<max(min(x + width, self.width), max(x, 0))
    for row in max(y, 0)..<max(min(y + height, self.height), max(y, 0)) {
      for column in columns { coverage[row * self.width + column] = value }
    }
  }
}

/// The pixels of a picture (the contract's table "Sizes").
package struct PictureSize: Equatable, Sendable {
  package let width: Int
  package let height: Int

  /// The largest side that is rendered where the input names the pixels.
  package static let limit = 4096
  /// The largest side that all three formats can hold; a ratio such as 1:1000 is cut there.
  private static let formatLimit = 16_383

  private static let named = [
    "square_hd": (1024, 1024), "square": (512, 512),
    "portrait_4_3": (768, 1024), "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768), "landscape_16_9": (1024, 576),
  ]

  /// The square whose area bounds a picture of a resolution.
  private static let sides = ["512": 512, "0.5k": 512, "1k": 1024, "2k": 2048, "4k": 4096]

  /// The size that the inputs ask for: width and height fields, else the first of `names` that is a
  /// name, a ratio or `WxH`, at the resolution; else 1024 × 1024.
  package init(
    width: Int?, height: Int?, names: some Sequence<String>, resolution: String?
  ) {
    let side = Self.sides[resolution?.lowercased() ?? "1k"] ?? 1024
    let size =
      if let width, let height {
        Self.literal(width, height)
      } else {
        names.lazy.compactMap { Self.size($0, side) }.first { _ in true } ?? (side, side)
      }
    (self.width, self.height) = size
  }

  private static func literal(_ width: Int, _ height: Int) -> (Int, Int) {
    (min(max(width, 1), limit), min(max(height, 1), limit))
  }

  private static func size(_ name: String, _ side: Int) -> (Int, Int)? {
    if let size = named[name] { return size }
    if let (a, b) = pair(name, ":") { return ratio(a, b, side) }
    return (pair(name, "x") ?? pair(name, "*")).map { literal($0.0, $0.1) }
  }

  private static func pair(_ text: String, _ separator: Character) -> (Int, Int)? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let a = parts[0], let b = parts[1], a > 0, b > 0 else { return nil }
    return (a, b)
  }

  /// a·u × b·u with the largest u, a multiple of 8, such that the area is at most side².
  private static func ratio(_ a: Int, _ b: Int, _ side: Int) -> (Int, Int)? {
    guard a <= 1000, b <= 1000 else { return nil }
    var unit = 8
    while a * (unit + 8) * b * (unit + 8) <= side * side { unit += 8 }
    return (min(a * unit, formatLimit), min(b * unit, formatLimit))
  }
}

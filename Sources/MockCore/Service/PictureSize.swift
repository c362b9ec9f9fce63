/// The pixels of a picture (the contract's table "Sizes").
package struct PictureSize: Equatable, Sendable {
  package let width: Int
  package let height: Int
  /// What the input asked for, when that is more than is drawn.
  package let asked: String?

  /// The largest side that is drawn where the input names the pixels.
  package static let limit = 4096
  /// The largest side that all three formats can hold; a ratio such as 1:1000 is cut there.
  private static let formatLimit = 16_383

  private static let named = [
    "square_hd": (1024, 1024), "square": (512, 512),
    "portrait_4_3": (768, 1024), "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768), "landscape_16_9": (1024, 576),
  ]

  /// The size that the inputs ask for: width and height fields, else the first of `names` that is a
  /// name, a ratio or `WxH`, at the resolution; else a square of that resolution, 1024 × 1024 without.
  package init(
    width: Int?, height: Int?, names: some Sequence<String>, resolution: String?
  ) {
    let scale = resolution.flatMap { PictureResolution($0) } ?? .square(side: 1024)
    self =
      if let width, let height {
        Self.capped(width, height)
      } else {
        names.lazy.compactMap { Self.size($0, scale) }.first { _ in true }
          ?? resolution.flatMap(Self.literal) ?? Self.square(scale)
      }
  }

  private init(_ width: Int, _ height: Int, asked: String? = nil) {
    self.width = width
    self.height = height
    self.asked = asked
  }

  /// The sides within the limit; more than that is said.
  private static func capped(_ width: Int, _ height: Int, _ asked: String? = nil) -> PictureSize {
    let (w, h) = (min(max(width, 1), limit), min(max(height, 1), limit))
    return PictureSize(
      w, h, asked: width > limit || height > limit ? asked ?? "\(width)x\(height)" : nil)
  }

  private static func size(_ name: String, _ scale: PictureResolution) -> PictureSize? {
    if let (width, height) = named[name] { return PictureSize(width, height) }
    guard let (a, b) = pair(name, ":") else { return literal(name) }
    // `1920:1080` is 16:9.
    let divisor = a > 1000 || b > 1000 ? greatestCommonDivisor(a, b) : 1
    let (width, height) = (a / divisor, b / divisor)
    return width <= 1000 && height <= 1000 ? ratio(width, height, scale) : nil
  }

  private static func literal(_ name: String) -> PictureSize? {
    (pair(name, "x") ?? pair(name, "*")).map { capped($0.0, $0.1) }
  }

  private static func square(_ scale: PictureResolution) -> PictureSize {
    switch scale {
    case .square(let side): capped(side, side)
    case .shortSide(let side): capped(even(side, 1, 1), even(side, 1, 1))
    }
  }

  private static func pair(_ text: String, _ separator: Character) -> (Int, Int)? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let a = parts[0], let b = parts[1], a > 0, b > 0 else { return nil }
    return (a, b)
  }

  /// A ratio at a resolution.
  private static func ratio(_ a: Int, _ b: Int, _ scale: PictureResolution) -> PictureSize {
    switch scale {
    case .square(let wanted):
      // a·u × b·u with the largest u, a multiple of 8, such that the area is at most side²; for a ratio
      // such as 1000:999, which has none, with the largest u that there is.
      let side = min(wanted, limit)
      let fits = { unit in a * unit * b * unit <= side * side }
      let step = fits(8) ? 8 : 1
      var unit = step
      while fits(unit + step) { unit += step }
      return cut(a * unit, b * unit, wanted > limit ? "\(a):\(b) at \(wanted)x\(wanted)" : nil)
    case .shortSide(let side):
      let (short, long) = (even(side, 1, 1), even(side, max(a, b), min(a, b)))
      guard short * long <= limit * limit else {
        let size = ratio(a, b, .square(side: limit))
        return PictureSize(size.width, size.height, asked: "\(a):\(b) at \(side)p")
      }
      return a < b ? cut(short, long) : cut(long, short)
    }
  }

  /// The sides as far as all formats can hold them.
  private static func cut(_ width: Int, _ height: Int, _ asked: String? = nil) -> PictureSize {
    let isCut = width > formatLimit || height > formatLimit
    return PictureSize(
      min(width, formatLimit), min(height, formatLimit),
      asked: asked ?? (isCut ? "\(width)x\(height)" : nil))
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// The even number next to `side` · `a` / `b`, at least 2.
  private static func even(_ side: Int, _ a: Int, _ b: Int) -> Int {
    max(2, 2 * ((side * a + b) / (2 * b)))
  }
}

/// The part that remains of a picture without its background: an upright shape with round corners,
/// as large as the picture but for a margin.
struct Medallion {
  private let left: Double
  private let top: Double
  private let right: Double
  private let bottom: Double
  private let upperRadius: Double
  private let lowerRadius: Double

  /// Each row is sampled so often, for edges that are nearly level.
  private static let samples = 4

  /// A disc or a rounded square where the sides are about as long, an arch where the picture is
  /// tall, a strip with round ends where it is wide.
  init(width: Int, height: Int, using numbers: inout SeededNumbers) {
    let (width, height) = (Double(width), Double(height))
    let unit = min(width, height)
    let margin = unit * 0.05
    let kind = numbers.number(in: 0...2)
    var half = (x: width / 2 - margin, y: height / 2 - margin)
    let radius: (upper: Double, lower: Double)
    switch kind {
    case 0 where width < 1.5 * height && height < 1.5 * width:
      half = (min(half.x, half.y), min(half.x, half.y))
      radius = (half.x, half.x)
    case 1 where width < 1.2 * height:
      half.x = min(half.x, half.y * 0.8)
      radius = (half.x, half.x * 0.14)
    default:
      let round = unit * numbers.number(in: 0.2...0.45)
      radius = (round, round)
    }
    (left, right) = (width / 2 - half.x, width / 2 + half.x)
    (top, bottom) = (height / 2 - half.y, height / 2 + half.y)
    upperRadius = min(radius.upper, half.x, half.y)
    lowerRadius = min(radius.lower, half.x, half.y)
  }

  /// How opaque each pixel is, rows from the top.
  func alpha(width: Int, height: Int) -> [UInt8] {
    var alpha: [UInt8] = []
    alpha.reserveCapacity(width * height)
    for row in 0..<height {
      let insets = (0..<Self.samples).compactMap { sample in
        inset(at: Double(row) + (Double(sample) + 0.5) / Double(Self.samples))
      }
      guard let narrowest = insets.min(), let widest = insets.max() else {
        alpha.append(contentsOf: repeatElement(0, count: width))
        continue
      }
      // From where to where the row is touched, and from where to where all samples reach.
      let outer = Int(max(left + narrowest, 0))..<min(Int(right - narrowest) + 1, width)
      let begin = min(Int(left + widest) + 1, outer.upperBound)
      let inner = begin..<max(begin, Int(right - widest))
      alpha.append(contentsOf: repeatElement(0, count: outer.lowerBound))
      for x in outer.lowerBound..<inner.lowerBound { alpha.append(opacity(at: x, insets: insets)) }
      alpha.append(
        contentsOf: repeatElement(UInt8(255 * insets.count / Self.samples), count: inner.count))
      for x in inner.upperBound..<outer.upperBound { alpha.append(opacity(at: x, insets: insets)) }
      alpha.append(contentsOf: repeatElement(0, count: width - outer.upperBound))
    }
    return alpha
  }

  private func opacity(at x: Int, insets: [Double]) -> UInt8 {
    let covered = insets.reduce(0) { sum, inset in
      sum + max(min(Double(x) + 1, right - inset) - max(Double(x), left + inset), 0)
    }
    return UInt8(covered * 255 / Double(Self.samples))
  }

  /// How far the edges are from the left and right of the whole at a height, or nothing beyond it.
  private func inset(at y: Double) -> Double? {
    guard y > top, y < bottom else { return nil }
    let (radius, depth) =
      y - top < upperRadius
      ? (upperRadius, upperRadius - (y - top))
      : (lowerRadius, max(lowerRadius - (bottom - y), 0))
    return radius - (radius * radius - depth * depth).squareRoot()
  }
}

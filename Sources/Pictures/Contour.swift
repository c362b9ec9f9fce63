/// A line from left to right, with one height at each place at most.
enum Contour {
  case level(Double)

  /// The sum of waves around a level.
  case swells(level: Double, [Swell])

  /// Straight from point to point, each as far right as the one before it or farther; nothing to
  /// the left and right of them.
  case line([Point])

  /// The height at a place, or nothing where the line is not.
  func height(at x: Double) -> Double? {
    switch self {
    case .level(let level):
      return level
    case .swells(let level, let swells):
      return swells.reduce(level) { $0 + $1.rise(at: x) }
    case .line(let points):
      guard let next = points.firstIndex(after: x), next > 0 else { return nil }
      let (left, right) = (points[next - 1], points[next])
      return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x)
    }
  }

  /// The places where it can have a height.
  var extent: ClosedRange<Double>? {
    guard case .line(let points) = self else { return -Double.infinity...Double.infinity }
    guard let first = points.first, let last = points.last else { return nil }
    return first.x...last.x
  }
}

/// A place in units of the picture's shorter side, from the top left corner.
struct Point {
  let x: Double
  let y: Double
}

/// A sine wave; `phase` is in turns.
struct Swell {
  let height: Double
  let length: Double
  let phase: Double

  /// Bhaskara's approximation of the sine: basic arithmetic gives the same bits on every machine,
  /// which the mathematics library does not promise.
  func rise(at x: Double) -> Double {
    let turns = x / length + phase
    let half = 2 * (turns - turns.rounded(.down))
    let part = half < 1 ? half : half - 1
    let arch = part * (1 - part)
    let sine = 16 * arch / (5 - 4 * arch)
    return half < 1 ? height * sine : -height * sine
  }
}

extension [Point] {
  /// The first point to the right of a place, by bisection.
  fileprivate func firstIndex(after x: Double) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].x > x { high = middle } else { low = middle + 1 }
    }
    return low < count ? low : nil
  }
}

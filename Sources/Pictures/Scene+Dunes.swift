extension Scene {
  /// Dunes with a sharp crest, one side of each in the shade.
  static func dunes(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let sky = numbers.number(in: 158...182.0)
    let gradient = Gradient(
      middle: sky, across: numbers.number(in: 15...40.0) * numbers.sign(),
      down: numbers.number(in: 0...30.0))
    let isShadeRight = numbers.sign() > 0
    let dunes = numbers.number(in: 3...4)
    let first = numbers.number(in: 0.48...0.58)
    var shapes: [Shape] = []
    for dune in (0..<dunes).reversed() {
      let depth = Double(dune) / Double(dunes - 1)  // 1 in front
      let crest = Crest(
        level: frame.height * (first + (0.93 - first) * depth), height: 0.09 + 0.09 * depth,
        spacing: 0.7 + 0.7 * depth, width: frame.width, using: &numbers)
      shapes += crest.shades(isRight: isShadeRight).map { Shape($0, tint: -26 - 6 * depth) }
      shapes.append(
        Shape(.below(crest.contour), tint: -26 - (sky - 68) * depth, hides: true))
    }
    let sun = Point(
      x: frame.width * numbers.number(in: 0.2...0.8),
      y: frame.height * numbers.number(in: 0.16...0.36))
    let radius = numbers.number(in: 0.08...0.16)
    shapes.append(Shape(.disc(sun, radius: radius), tint: 44))
    shapes.append(Shape(.disc(sun, radius: radius * 1.9), tint: 9))
    return Composition(gradient: gradient, shapes: shapes)
  }
}

/// A row of dunes: each rises in a hollow curve to its crest and falls in another.
private struct Crest {
  private let points: [Point]
  private let tops: [Int]

  private static let steps = 12

  var contour: Contour { .line(points) }

  init(
    level: Double, height: Double, spacing: Double, width: Double,
    using numbers: inout SeededNumbers
  ) {
    let spacing = max(spacing, width / 60)
    var foot = Point(x: -spacing * numbers.number(in: 0.2...1), y: level)
    var points = [foot]
    var tops: [Int] = []
    while foot.x < width {
      let rise = height * numbers.number(in: 0.5...1)
      let top = Point(x: foot.x + spacing * numbers.number(in: 0.4...0.7), y: level - rise)
      points += Self.curve(from: foot, to: top)
      tops.append(points.count - 1)
      foot = Point(
        x: top.x + spacing * numbers.number(in: 0.35...0.6),
        y: level + height * numbers.number(in: 0...0.25))
      points += Self.curve(from: foot, to: top).dropLast().reversed() + [foot]
    }
    self.points = points
    self.tops = tops
  }

  /// Slow at first, steep at the top; without its first point.
  private static func curve(from foot: Point, to top: Point) -> [Point] {
    (1...steps).map { step in
      let part = Double(step) / Double(steps)
      return Point(
        x: foot.x + (top.x - foot.x) * part, y: foot.y + (top.y - foot.y) * rise(at: part))
    }
  }

  private static func rise(at part: Double) -> Double {
    part * part * (1.5 - 0.5 * part)
  }

  /// From each crest to where the next dune begins, like a leaf: broad below the crest, ending in a
  /// point.
  func shades(isRight: Bool) -> [Shape.Outline] {
    tops.compactMap { top in
      let end = isRight ? top + Self.steps : top - Self.steps
      guard points.indices.contains(end) else { return nil }
      let (from, to) = (points[top], points[end])
      let edge = (0...Self.steps).map { step in
        let part = Double(step) / Double(Self.steps)
        let rest = 1 - part
        return Point(
          x: from.x + (to.x - from.x) * part,
          y: to.y + (from.y - to.y) * (Self.rise(at: rest) - 3.4 * part * rest * rest))
      }
      return .between(contour, .line(isRight ? edge : edge.reversed()))
    }
  }
}

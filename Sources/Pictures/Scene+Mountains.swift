extension Scene {
  /// Ranges of mountains behind one another, the highest ones with snow and a side in the shade.
  static func mountains(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let sky = numbers.number(in: 150...178.0)
    let gradient = Gradient(
      middle: sky, across: numbers.number(in: 10...35.0) * numbers.sign(),
      down: numbers.number(in: 25...60.0))

    let ranges = numbers.number(in: 4...5)
    let highest = numbers.number(in: 0.34...0.46)
    let isShadeRight = numbers.sign() > 0
    var shapes: [Shape] = []
    for range in (0..<ranges).reversed() {
      let depth = Double(range) / Double(ranges - 1)  // 1 in front
      let rise = 0.3 - 0.2 * depth
      let ridge = Ridge(
        level: frame.height * (highest + (0.9 - highest) * depth) + rise / 2, rise: rise,
        spacing: 0.44 - 0.16 * depth, width: frame.width, using: &numbers)
      if depth < 0.6 {
        let snow = ridge.snow(down: rise * 0.4, using: &numbers)
        shapes.append(Shape(.between(ridge.contour, snow), tint: 52 - 30 * depth))
      }
      shapes += ridge.flanks(isRight: isShadeRight).map {
        Shape($0, tint: -20 + 8 * depth)
      }
      shapes.append(
        Shape(.below(ridge.contour), tint: -34 - (sky - 30) * depth, hides: true))
    }
    shapes.append(
      Shape(
        .disc(
          Point(
            x: frame.width * numbers.number(in: 0.2...0.8),
            y: frame.height * numbers.number(in: 0.14...0.34)),
          radius: numbers.number(in: 0.08...0.15)),
        tint: 42))
    return Composition(gradient: gradient, shapes: shapes)
  }
}

/// A range of mountains: peaks and the valleys between them, straight from one to the next.
private struct Ridge {
  private let points: [Point]
  private let peaks: [Int]

  var contour: Contour { .line(points) }

  init(
    level: Double, rise: Double, spacing: Double, width: Double, using numbers: inout SeededNumbers
  ) {
    let spacing = max(spacing, width / 150)  // so many are enough for the eye
    var points = [Point(x: -spacing, y: level)]
    var peaks: [Int] = []
    var x = -spacing * numbers.number(in: 0.2...0.8)
    while x < width + spacing {
      let peak = Point(x: x, y: level - rise * numbers.number(in: 0.35...1))
      let valley = Point(
        x: x + spacing * numbers.number(in: 0.35...0.65),
        y: level + rise * numbers.number(in: 0...0.35))
      if let before = points.last {
        points.append(before.towards(peak, using: &numbers))
      }
      peaks.append(points.count)
      points.append(peak)
      points.append(peak.towards(valley, using: &numbers))
      points.append(valley)
      x = valley.x + spacing * numbers.number(in: 0.3...0.6)
    }
    points.append(Point(x: x + spacing, y: level))
    self.points = points
    self.peaks = peaks
  }

  /// The lower edge of the snow: a zigzag that hangs from the peaks.
  func snow(down: Double, using numbers: inout SeededNumbers) -> Contour {
    var edge: [Point] = []
    for peak in peaks {
      let top = points[peak]
      let left = points[peak - 1]
      let right = points[peak + 1]
      let reach = min(top.x - left.x, right.x - top.x)
      for (step, depth) in [
        (-1, 0.5), (-0.6, 1.0), (-0.25, 0.65), (0.1, 1.1), (0.5, 0.6), (0.9, 0.9),
      ] {
        edge.append(
          Point(
            x: top.x + reach * step,
            y: top.y + down * depth * numbers.number(in: 0.7...1.1)))
      }
    }
    return .line(edge)
  }

  /// The sides of the peaks that are turned away from the light.
  func flanks(isRight: Bool) -> [Shape.Outline] {
    peaks.map { peak in
      let side = isRight ? 1 : -1
      let top = points[peak]
      let foot = points[peak + 2 * side]
      let reach = foot.x - top.x
      let fall = max(foot.y - top.y, 0)
      let inner = [
        top, Point(x: top.x + reach * 0.16, y: top.y + fall * 0.5),
        Point(x: top.x + reach * 0.12, y: top.y + fall * 0.62),
        Point(x: top.x + reach * 0.4, y: foot.y + fall * 0.25), foot,
      ]
      return .between(contour, .line(inner.sorted { $0.x < $1.x }))
    }
  }
}

extension Point {
  /// A place about half-way, off the straight line.
  fileprivate func towards(_ other: Point, using numbers: inout SeededNumbers) -> Point {
    let part = numbers.number(in: 0.4...0.6)
    let bend = numbers.number(in: -0.12...0.12)
    return Point(
      x: x + (other.x - x) * part, y: y + (other.y - y) * (part + bend))
  }
}

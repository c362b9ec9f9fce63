extension Scene {
  /// Rows of houses behind one another, lights in the windows of the foremost.
  static func city(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let sky = numbers.number(in: 140...172.0)
    let gradient = Gradient(
      middle: sky, across: numbers.number(in: 10...35.0) * numbers.sign(),
      down: numbers.number(in: 20...55.0))
    let rows = 4
    let first = numbers.number(in: 0.44...0.54)
    var shapes: [Shape] = []
    for row in (0..<rows).reversed() {
      let depth = Double(row) / Double(rows - 1)  // 1 in front
      let houses = Houses(
        level: frame.height * (first + (0.86 - first) * depth), rise: 0.2 - 0.06 * depth,
        breadth: 0.07 + 0.06 * depth, width: frame.width, using: &numbers)
      if depth > 0.5 {
        shapes += houses.windows(above: frame.height - 0.09, using: &numbers).map {
          Shape($0, tint: 60 + 44 * depth)
        }
      }
      shapes.append(
        Shape(.below(houses.contour), tint: -36 - (sky - 24) * depth, hides: true))
    }
    let sun = Point(
      x: frame.width * numbers.number(in: 0.2...0.8),
      y: frame.height * numbers.number(in: 0.18...0.46))
    let radius = numbers.number(in: 0.12...0.24)
    shapes.append(Shape(.disc(sun, radius: radius), tint: 38))
    shapes.append(Shape(.disc(sun, radius: radius * 1.7), tint: 10))
    return Composition(gradient: gradient, shapes: shapes)
  }
}

/// A row of houses, most of them wall to wall.
private struct Houses {
  private var roofs: [(left: Double, right: Double, y: Double)] = []
  private var points: [Point] = []

  var contour: Contour { .line(points) }

  init(
    level: Double, rise: Double, breadth: Double, width: Double,
    using numbers: inout SeededNumbers
  ) {
    let breadth = max(breadth, width / 150)
    var x = -breadth * numbers.number(in: 0...1)
    while x < width {
      let right = x + breadth * numbers.number(in: 0.6...1.4)
      let share = numbers.number(in: -0.5...1)
      let y = level - rise * (share < 0.75 ? share : 1.6 * share)
      roofs.append((x, right, y))
      points += roof(from: x, to: right, y: y, using: &numbers)
      x = right
      if numbers.number(in: 0...3) == 0 {
        x += breadth * 0.12
        points += [right, x].map { Point(x: $0, y: level + 0.4 * rise) }  // an alley
      }
    }
  }

  /// Flat, with a step, slanted or with a mast.
  private func roof(
    from left: Double, to right: Double, y: Double, using numbers: inout SeededNumbers
  ) -> [Point] {
    let breadth = right - left
    let at = { (x: Double, up: Double) in Point(x: left + breadth * x, y: y - breadth * up) }
    switch numbers.number(in: 0...7) {
    case 0: return [at(0, 0), at(0.22, 0), at(0.22, 0.2), at(0.78, 0.2), at(0.78, 0), at(1, 0)]
    case 1: return [at(0, 0), at(0, 0.35), at(1, 0)]
    case 2: return [at(0, 0), at(0.5, 0.4), at(1, 0)]
    case 3:
      return [
        at(0, 0), at(0.46, 0), at(0.46, 0.16), at(0.48, 0.16), at(0.48, 0.7), at(0.52, 0.7),
        at(0.52, 0.16), at(0.54, 0.16), at(0.54, 0), at(1, 0),
      ]
    default: return [at(0, 0), at(1, 0)]
    }
  }

  /// Lit windows, not all of a house's and none where the label is.
  func windows(above bottom: Double, using numbers: inout SeededNumbers) -> [Shape.Outline] {
    var windows: [Shape.Outline] = []
    for roof in roofs where windows.count < 160 {
      let columns = numbers.number(in: 3...5)
      let pitch = (roof.right - roof.left) / (Double(columns) + 0.5)
      let rows = min(Int((bottom - roof.y) / (1.5 * pitch)), 12)
      guard rows > 0 else { continue }
      for row in 0..<rows {
        for column in 0..<columns where numbers.number(in: 0...3) == 0 {
          let x = roof.left + pitch * (Double(column) + 0.5)
          let y = roof.y + pitch * (0.7 + 1.5 * Double(row))
          windows.append(.box(x: x...x + pitch * 0.5, y: y...y + pitch * 0.72))
        }
      }
    }
    return windows
  }
}

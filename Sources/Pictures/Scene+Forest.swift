extension Scene {
  /// Spruces on slopes that come out of the mist.
  static func forest(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let sky = numbers.number(in: 158...185.0)
    let gradient = Gradient(
      middle: sky, across: numbers.number(in: 8...28.0) * numbers.sign(),
      down: numbers.number(in: 25...60.0))
    let rows = numbers.number(in: 4...5)
    let first = numbers.number(in: 0.36...0.46)
    var shapes: [Shape] = []
    for row in (0..<rows).reversed() {
      let depth = Double(row) / Double(rows - 1)  // 1 in front
      let slope = Contour.swells(
        level: frame.height * (first + (0.96 - first) * depth), numbers.swells(height: 0.03...0.09))
      let trees = spruces(
        on: slope, height: 0.05 + 0.17 * depth * depth, width: frame.width, using: &numbers)
      shapes.append(Shape(.below(trees), tint: -26 - (sky - 20) * depth, hides: true))
    }
    let sun = Point(
      x: frame.width * numbers.number(in: 0.2...0.8),
      y: frame.height * numbers.number(in: 0.14...0.34))
    let radius = numbers.number(in: 0.08...0.16)
    shapes.append(Shape(.disc(sun, radius: radius), tint: 40))
    shapes.append(Shape(.disc(sun, radius: radius * 2.1), tint: 8))
    return Composition(gradient: gradient, shapes: shapes)
  }

  /// The upper edge of a row of trees: each slender at the top, with gaps here and there.
  private static func spruces(
    on slope: Contour, height: Double, width: Double, using numbers: inout SeededNumbers
  ) -> Contour {
    let spacing = max(height * 0.36, width / 300)
    var points: [Point] = []
    var x = -spacing
    while x < width + spacing {
      let tall = height * numbers.number(in: 0.55...1.1)
      let broad = spacing * numbers.number(in: 0.42...0.5)
      let ground = slope.height(at: x) ?? 0
      if numbers.number(in: 0...6) > 0 {
        for (across, up) in [
          (-1, 0), (-0.62, 0.3), (-0.66, 0.33), (-0.36, 0.58), (-0.4, 0.6), (0, 1), (0.4, 0.6),
          (0.36, 0.58), (0.66, 0.33), (0.62, 0.3), (1, 0),
        ] {
          points.append(Point(x: x + broad * across, y: ground - tall * up))
        }
      } else {
        points.append(Point(x: x, y: ground))
      }
      x += spacing * numbers.number(in: 0.8...1.2)
    }
    return .line(points.sorted { $0.x < $1.x })
  }
}

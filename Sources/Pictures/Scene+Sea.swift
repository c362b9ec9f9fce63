extension Scene {
  /// A low sun over the sea, its light on the water, and perhaps an island or a sail.
  static func sea(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let sky = numbers.number(in: 150...175.0)
    let gradient = Gradient(
      middle: sky, across: numbers.number(in: 8...25.0) * numbers.sign(),
      down: numbers.number(in: 10...40.0))
    let horizon = frame.height * numbers.number(in: 0.5...0.62)
    let sun = Point(
      x: frame.width * numbers.number(in: 0.3...0.8),
      y: horizon - numbers.number(in: -0.03...0.2))
    let radius = numbers.number(in: 0.1...0.2)
    let depth = frame.height - horizon

    var shapes = reflection(of: sun, radius: radius, from: horizon, depth: depth, using: &numbers)
    if numbers.number(in: 0...2) > 0 {
      shapes += boat(
        at: Point(x: frame.width * numbers.number(in: 0.15...0.85), y: horizon + 0.12 * depth),
        height: numbers.number(in: 0.1...0.2), using: &numbers)
    }
    let waters = 4
    for water in (0..<waters).reversed() {
      let down = Double(water) / Double(waters)
      let swells = water == 0 ? [] : numbers.swells(height: 0.008...0.012 + 0.02 * down)
      shapes.append(
        Shape(
          .below(.swells(level: horizon + depth * down * (0.4 + 0.6 * down), swells)),
          tint: -(55 + (sky - 55) * 0.95 * down), hides: true))
    }
    if numbers.number(in: 0...1) == 0 {
      let middle = frame.width * numbers.number(in: 0...1)
      let reach = numbers.number(in: 0.3...0.6)
      shapes.append(
        Shape(
          .ellipse(
            centre: Point(x: middle, y: horizon), width: reach,
            height: numbers.number(in: 0.04...0.1)), tint: -34))
    }
    shapes.append(Shape(.disc(sun, radius: radius), tint: 42))
    shapes.append(Shape(.disc(sun, radius: radius * numbers.number(in: 1.6...2)), tint: 14))
    shapes.append(Shape(.disc(sun, radius: radius * numbers.number(in: 2.6...3.4)), tint: 8))
    return Composition(gradient: gradient, shapes: shapes)
  }

  /// Bars of light under the sun, farther apart and wider towards the eye.
  private static func reflection(
    of sun: Point, radius: Double, from horizon: Double, depth: Double,
    using numbers: inout SeededNumbers
  ) -> [Shape] {
    let bars = 11
    return (0..<bars).map { bar in
      let near = (Double(bar) + 0.6) / Double(bars)
      return Shape(
        .ellipse(
          centre: Point(
            x: sun.x + radius * numbers.number(in: -0.3...0.3),
            y: horizon + depth * near * (0.35 + 0.6 * near)),
          width: radius * (0.5 + 0.7 * near) * numbers.number(in: 0.5...1.2),
          height: 0.003 + 0.009 * near),
        tint: 62 - 22 * near)
    }
  }

  private static func boat(
    at place: Point, height: Double, using numbers: inout SeededNumbers
  ) -> [Shape] {
    let wind = numbers.sign()
    let at = { (x: Double, y: Double) in
      Point(x: place.x + wind * height * x, y: place.y - height * y)
    }
    return [
      Shape(.polygon([at(0.02, 0.14), at(0.02, 1), at(0.46, 0.2)]), tint: 78),
      Shape(.polygon([at(-0.03, 0.18), at(-0.03, 0.86), at(-0.36, 0.22)]), tint: 58),
      Shape(.polygon([at(-0.42, 0.1), at(0.5, 0.1), at(0.36, 0), at(-0.32, 0)]), tint: -60),
    ]
  }
}

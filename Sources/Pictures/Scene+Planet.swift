extension Scene {
  /// A great planet with its ring, moons and stars over dark land.
  static func planet(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let sky = numbers.number(in: 84...112.0)
    let gradient = Gradient(
      middle: sky, across: numbers.number(in: 8...24.0) * numbers.sign(),
      down: numbers.number(in: 60...95.0))
    var shapes: [Shape] = []
    for hill in (0..<3).reversed() {
      let depth = Double(hill) / 2
      shapes.append(
        Shape(
          .below(
            .swells(
              level: frame.height * (0.7 + 0.2 * depth), numbers.swells(height: 0.02...0.07))),
          tint: -48 - 70 * depth, hides: true))
    }
    let centre = Point(
      x: frame.width * numbers.number(in: 0.25...0.75),
      y: frame.height * numbers.number(in: 0.26...0.48))
    let radius = numbers.number(in: 0.17...0.3)
    shapes += globe(at: centre, radius: radius, using: &numbers)
    for _ in 0..<numbers.number(in: 1...2) {
      shapes += body(
        in: frame, down: 0.5, radius: numbers.number(in: 0.018...0.05), tint: 84,
        off: centre, by: radius * 1.3, using: &numbers)
    }
    for _ in 0..<min(Int(50 * frame.width * frame.height), 400) {
      let brightness = numbers.number(in: 0...1.0)
      shapes += body(
        in: frame, down: 0.7, radius: 0.0012 + 0.0022 * brightness * brightness,
        tint: 40 + 80 * brightness, off: centre, by: radius * 1.05, using: &numbers)
    }
    return Composition(gradient: gradient, shapes: shapes)
  }

  /// A ball with bands and a night side, before the far half of its ring and behind the near one.
  private static func globe(
    at centre: Point, radius: Double, using numbers: inout SeededNumbers
  ) -> [Shape] {
    var shapes = [Shape(.disc(centre, radius: radius), tint: 74)]
    let shift = radius * 0.3 * numbers.sign()
    for step in 1...3 {
      let part = Double(step) / 3
      shapes.append(
        Shape(
          .disc(
            Point(x: centre.x + shift * part, y: centre.y + radius * 0.1 * part),
            radius: radius * (1 - 0.3 * part)), tint: 13))
    }
    if numbers.number(in: 0...2) > 0 {
      let tilt = numbers.number(in: 0.1...0.2)
      let ring = { (reach: Double, tint: Double) in
        Shape(
          .ellipse(centre: centre, width: radius * reach, height: radius * reach * tilt), tint: tint
        )
      }
      shapes += [ring(1.9, 40), ring(1.62, -22), ring(1.54, 22), ring(1.3, -40)]
    }
    return shapes
  }

  /// A moon or a star somewhere in the upper part, unless that is where the planet is.
  private static func body(
    in frame: Frame, down: Double, radius: Double, tint: Double, off planet: Point,
    by distance: Double, using numbers: inout SeededNumbers
  ) -> [Shape] {
    let place = Point(
      x: frame.width * numbers.number(in: 0.04...0.96),
      y: frame.height * numbers.number(in: 0.04...down))
    let (across, away) = (place.x - planet.x, place.y - planet.y)
    guard across * across + away * away > distance * distance else { return [] }
    return [Shape(.disc(place, radius: radius), tint: tint)]
  }
}

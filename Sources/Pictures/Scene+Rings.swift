extension Scene {
  /// Rings around two or three centres that meet, over a calm floor.
  static func rings(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let gradient = Gradient(
      middle: numbers.number(in: 112...140.0),
      across: numbers.number(in: 30...60.0) * numbers.sign(),
      down: -numbers.number(in: 50...90.0))
    var shapes: [Shape] = []
    for wave in 0..<2 {
      let level = frame.height * (0.8 + 0.1 * Double(wave))
      shapes.append(
        Shape(.below(.swells(level: level, numbers.swells(height: 0.02...0.05))), tint: -38))
    }
    let centres = numbers.number(in: 2...3)
    let sign = numbers.sign()
    for index in 0..<centres {
      let part = (Double(index) + 0.5) / Double(centres)
      let centre = Point(
        x: frame.width * (0.5 + sign * (part - 0.5) * numbers.number(in: 0.7...1.1)),
        y: frame.height * numbers.number(in: 0.2...0.66))
      let reach = numbers.number(in: 0.28...0.54) - 0.06 * Double(centres - 2)
      let rings = numbers.number(in: 3...6)
      for ring in 0..<rings {
        let tint = ring % 2 == 0 ? numbers.number(in: 18...28.0) : -numbers.number(in: 12...18.0)
        shapes.append(
          Shape(.disc(centre, radius: reach * (1 - Double(ring) / Double(rings))), tint: tint))
      }
    }
    return Composition(gradient: gradient, shapes: shapes)
  }
}

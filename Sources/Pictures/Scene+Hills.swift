extension Scene {
  /// Discs over translucent waves.
  static func hills(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    let gradient = Gradient(
      middle: numbers.number(in: 138...162.0),
      across: numbers.number(in: 30...60.0) * numbers.sign(),
      down: -numbers.number(in: 60...90.0))

    var shapes = [
      Shape(
        .disc(
          Point(
            x: frame.width * numbers.number(in: 0.15...0.85),
            y: frame.height * numbers.number(in: 0.15...0.5)),
          radius: numbers.number(in: 0.12...0.2)),
        tint: numbers.number(in: 28...40.0))
    ]
    for _ in 0..<numbers.number(in: 1...2) {
      shapes.append(
        Shape(
          .disc(
            Point(
              x: frame.width * numbers.number(in: 0.1...0.9),
              y: frame.height * numbers.number(in: 0.1...0.55)),
            radius: numbers.number(in: 0.28...0.5)),
          tint: numbers.number(in: 8...18.0)))
    }

    let waves = numbers.number(in: 3...5)
    let depth = numbers.number(in: 105...130.0)
    for wave in 0..<waves {
      let level = frame.height * (0.5 + 0.42 * Double(wave) / Double(waves))
      shapes.append(
        Shape(
          .below(.swells(level: level, numbers.swells(height: 0.04...0.1))),
          tint: -depth / Double(waves)))
    }
    return Composition(gradient: gradient, shapes: shapes)
  }
}

extension SeededNumbers {
  mutating func sign() -> Double {
    number(in: 0...1) == 0 ? 1 : -1
  }

  /// A long swell and a short one a quarter as high.
  mutating func swells(height: ClosedRange<Double>) -> [Swell] {
    let tall = number(in: height)
    return [
      Swell(height: tall, length: number(in: 0.9...1.6), phase: number(in: 0...1.0)),
      Swell(height: tall / 4, length: number(in: 0.3...0.6), phase: number(in: 0...1.0)),
    ]
  }
}

/// What a picture shows: a diagonal gradient, discs in its upper part, waves in its lower part.
struct Composition {
  let gradient: Gradient
  let shapes: [Shape]

  /// Composes for a picture of these sides in units of the shorter one.
  init(width: Double, height: Double, using numbers: inout SeededNumbers) {
    let fall = numbers.number(in: 60...90.0)
    let slant = numbers.number(in: 30...60.0) * (numbers.number(in: 0...1) == 0 ? 1 : -1)
    let middle = numbers.number(in: 138...162.0)
    gradient = Gradient(topLeft: middle + (fall - slant) / 2, across: slant, down: -fall)

    var shapes = [
      Shape(
        tint: numbers.number(in: 28...40.0),
        outline: .disc(
          x: width * numbers.number(in: 0.15...0.85),
          y: height * numbers.number(in: 0.15...0.5),
          radius: numbers.number(in: 0.12...0.2)))
    ]
    for _ in 0..<numbers.number(in: 1...2) {
      shapes.append(
        Shape(
          tint: numbers.number(in: 8...18.0),
          outline: .disc(
            x: width * numbers.number(in: 0.1...0.9),
            y: height * numbers.number(in: 0.1...0.55),
            radius: numbers.number(in: 0.28...0.5))))
    }

    let waves = numbers.number(in: 3...4)
    let depth = numbers.number(in: 95...125.0)
    for wave in 0..<waves {
      shapes.append(
        Shape(
          tint: -depth / Double(waves),
          outline: .wave(
            level: height * (0.52 + 0.42 * Double(wave) / Double(waves)),
            Shape.Swell(
              height: numbers.number(in: 0.04...0.1),
              length: numbers.number(in: 0.9...1.6),
              phase: numbers.number(in: 0...1.0)),
            Shape.Swell(
              height: numbers.number(in: 0.01...0.03),
              length: numbers.number(in: 0.3...0.6),
              phase: numbers.number(in: 0...1.0)))))
    }
    self.shapes = shapes
  }
}

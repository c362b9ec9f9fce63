/// What a picture shows: shapes over a gradient, the foremost ones first.
struct Composition {
  let gradient: Gradient
  let shapes: [Shape]

  /// Composes one of the scenes.
  init(in frame: Frame, using numbers: inout SeededNumbers) {
    let scenes = Scene.allCases
    let scene = scenes[numbers.number(in: 0...scenes.count - 1)]
    self = scene.composition(in: frame, using: &numbers)
  }

  init(gradient: Gradient, shapes: [Shape]) {
    self.gradient = gradient
    self.shapes = shapes
  }
}

/// The sides of a picture in units of the shorter one.
struct Frame {
  let width: Double
  let height: Double
}

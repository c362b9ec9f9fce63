extension Shape {
  /// The columns that it can cover.
  var extent: ClosedRange<Double>? {
    switch outline {
    case .ellipse(let centre, let width, _):
      return centre.x - width...centre.x + width
    case .polygon(let corners):
      guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max() else {
        return nil
      }
      return left...right
    case .below(let contour):
      return contour.extent
    case .between(let upper, let lower):
      guard let upper = upper.extent, let lower = lower.extent, upper.overlaps(lower) else {
        return nil
      }
      return upper.clamped(to: lower)
    }
  }

  /// The top and bottom at a column, or nothing if the shape does not reach it.
  func run(at x: Double) -> (top: Double, bottom: Double)? {
    switch outline {
    case .ellipse(let centre, let width, let height):
      let place = (x - centre.x) / width
      let square = 1 - place * place
      guard square > 0 else { return nil }
      let half = height * square.squareRoot()
      return (centre.y - half, centre.y + half)
    case .polygon(let corners):
      return Self.run(across: corners, at: x)
    case .below(let contour):
      return contour.height(at: x).map { ($0, .infinity) }
    case .between(let upper, let lower):
      guard let top = upper.height(at: x), let bottom = lower.height(at: x), top < bottom else {
        return nil
      }
      return (top, bottom)
    }
  }

  private static func run(across corners: [Point], at x: Double) -> (top: Double, bottom: Double)? {
    var run: (top: Double, bottom: Double)?
    for (index, end) in corners.enumerated() {
      let start = corners[index == 0 ? corners.count - 1 : index - 1]
      guard (start.x <= x) != (end.x <= x) else { continue }
      let y = start.y + (end.y - start.y) * (x - start.x) / (end.x - start.x)
      run = run.map { (min($0.top, y), max($0.bottom, y)) } ?? (y, y)
    }
    return run
  }
}

/// An area without holes: in each column it covers at most one run of rows.
///
/// Lengths are in units of the picture's shorter side, from the top left corner.
struct Shape {
  /// How much lighter the area is than what lies under it, in palette steps; darker if negative.
  let tint: Double

  let outline: Outline

  /// Whether nothing of what is drawn later shows under it, as land hides the land behind it.
  ///
  /// What hides must reach down to the lower edge.
  let hides: Bool

  init(_ outline: Outline, tint: Double, hides: Bool = false) {
    self.tint = tint
    self.outline = outline
    self.hides = hides
  }

  enum Outline {
    case ellipse(centre: Point, width: Double, height: Double)

    /// With corners that all point outward.
    case polygon([Point])

    /// Everything below a line.
    case below(Contour)

    /// Where the first line is above the second.
    case between(Contour, Contour)

    static func disc(_ centre: Point, radius: Double) -> Outline {
      .ellipse(centre: centre, width: radius, height: radius)
    }

    static func box(x: ClosedRange<Double>, y: ClosedRange<Double>) -> Outline {
      let line = { (y: Double) in
        Contour.line([Point(x: x.lowerBound, y: y), Point(x: x.upperBound, y: y)])
      }
      return .between(line(y.lowerBound), line(y.upperBound))
    }
  }
}

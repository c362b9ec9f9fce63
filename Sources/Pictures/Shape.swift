/// A translucent area without holes: in each column it covers at most one run of rows.
///
/// Lengths are in units of the picture's shorter side, from the top left corner.
struct Shape {
  /// How much lighter the area is than what lies under it, in palette steps; darker if negative.
  let tint: Double

  let outline: Outline

  enum Outline {
    case disc(x: Double, y: Double, radius: Double)

    /// Everything below the sum of two swells around a level.
    case wave(level: Double, Swell, Swell)
  }

  /// A sine wave; `phase` is in turns.
  struct Swell {
    let height: Double
    let length: Double
    let phase: Double
  }

  /// The top and bottom at a column, or nothing if the shape does not reach it.
  func run(at x: Double) -> (top: Double, bottom: Double)? {
    switch outline {
    case .disc(let centre, let y, let radius):
      let square = radius * radius - (x - centre) * (x - centre)
      guard square > 0 else { return nil }
      let half = square.squareRoot()
      return (y - half, y + half)
    case .wave(let level, let first, let second):
      return (level + first.rise(at: x) + second.rise(at: x), .infinity)
    }
  }
}

extension Shape.Swell {
  /// Bhaskara's approximation of the sine: basic arithmetic gives the same bits on every machine,
  /// which the mathematics library does not promise.
  func rise(at x: Double) -> Double {
    let turns = x / length + phase
    let half = 2 * (turns - turns.rounded(.down))
    let part = half < 1 ? half : half - 1
    let arch = part * (1 - part)
    let sine = 16 * arch / (5 - 4 * arch)
    return half < 1 ? height * sine : -height * sine
  }
}

/// Where shapes are laid over a gradient, to be added up in one sweep from top to bottom.
struct Canvas {
  private let width: Int
  private let height: Int

  /// By how much each palette index differs from the one above it, row after row, in 1/64 steps.
  ///
  /// A shape costs only its upper and lower edge here, however large it is.
  private var changes: [Int16]

  private static let step = 64.0

  /// Each column is sampled so often, for edges that are nearly upright.
  private static let samples = 4

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    changes = [Int16](repeating: 0, count: width * height)
  }

  /// Lays a shape over what is there.
  mutating func draw(_ shape: Shape) {
    let unit = Double(min(width, height))
    let amount = Int16(shape.tint * Self.step / Double(Self.samples))
    for sample in 0..<width * Self.samples {
      let x = (Double(sample) + 0.5) / Double(Self.samples) / unit
      guard let run = shape.run(at: x) else { continue }
      change(by: amount, column: sample / Self.samples, from: run.top * unit)
      change(by: -amount, column: sample / Self.samples, from: run.bottom * unit)
    }
  }

  /// Changes a column from a place downward.
  ///
  /// The row that the place divides gets its share and the next one the rest, so that the two ends
  /// of a run cancel exactly.
  private mutating func change(by amount: Int16, column: Int, from y: Double) {
    let place = max(y, 0)
    guard place < Double(height) else { return }
    let row = Int(place)
    let index = row * width + column
    let share = Int16(Double(amount) * (Double(row) + 1 - place))
    changes[index] &+= share
    if row + 1 < height { changes[index + width] &+= amount - share }
  }

  /// Adds everything up; what leaves the palette ends at its first or last colour.
  func pixels(over gradient: Gradient) -> [UInt8] {
    let across = gradient.across * Self.step / Double(width)
    let down = gradient.down * Self.step / Double(height)
    var sums = (0..<width).map { column in
      Int16(gradient.topLeft * Self.step + across * (Double(column) + 0.5))
    }
    var line = [UInt8](repeating: 0, count: width)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(changes.count)
    var fallen: Int16 = 0
    for row in 0..<height {
      let fall = Int16(down * (Double(row) + 0.5))
      Self.sweep(
        changes.span.extracting(row * width..<(row + 1) * width), falling: fall - fallen,
        sums: &sums, into: &line)
      pixels.append(contentsOf: line)
      fallen = fall
    }
    return pixels
  }

  private static func sweep(
    _ changes: Span<Int16>, falling: Int16, sums: inout [Int16], into line: inout [UInt8]
  ) {
    var sums = sums.mutableSpan
    var line = line.mutableSpan
    // Said once, so that the loop checks no index and becomes vector instructions: 10 times as
    // fast.
    precondition(changes.count == line.count && sums.count == line.count)
    for column in 0..<line.count {
      let sum = sums[column] &+ changes[column] &+ falling
      sums[column] = sum
      line[column] = UInt8(truncatingIfNeeded: min(max(sum >> 6, 0), 255))
    }
  }
}

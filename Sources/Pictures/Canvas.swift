/// Where shapes are laid over a gradient, to be added up in one sweep from top to bottom.
struct Canvas {
  private let width: Int
  private let height: Int

  /// By how much each palette index differs from the one above it, row after row, in 1/64 steps.
  ///
  /// A shape costs only its upper and lower edge here, however large it is.
  private var changes: [Int16]

  /// From which row on each sample of a column is hidden from what is drawn later.
  private var horizon: [Double]

  private static let step = 64.0

  /// Each column is sampled so often, for edges that are nearly upright.
  private static let samples = 4

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    changes = [Int16](repeating: 0, count: width * height)
    horizon = [Double](repeating: .infinity, count: width * Self.samples)
  }

  /// Lays a shape behind those that hide what is behind them, over all others.
  mutating func draw(_ shape: Shape) {
    guard let extent = shape.extent else { return }
    let unit = Double(min(width, height))
    let samplesInUnit = unit * Double(Self.samples)
    let first = max(extent.lowerBound * samplesInUnit, 0).rounded(.down)
    let last = min(extent.upperBound * samplesInUnit, Double(horizon.count))
    guard first < last else { return }
    let amount = Int16(shape.tint * Self.step / Double(Self.samples))
    for sample in Int(first)..<Int(last.rounded(.up)) {
      guard let run = shape.run(at: (Double(sample) + 0.5) / samplesInUnit) else { continue }
      let hidden = horizon[sample]
      let top = run.top * unit
      guard top < hidden else { continue }
      let column = sample / Self.samples
      change(by: amount, column: column, from: top)
      change(by: -amount, column: column, from: min(run.bottom * unit, hidden))
      if shape.hides { horizon[sample] = top }
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

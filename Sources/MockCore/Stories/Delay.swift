internal import Glibc

/// Some answers come later.
package struct Delay: Sendable {
  /// How long.
  package enum Law: Sendable, Equatable {
    case fixed(Span64)
    case uniform(from: Span64, through: Span64)
    /// Most are near the median and one in a hundred is above `p99`.
    case logNormal(median: Span64, p99: Span64)
  }

  package let endpoints: Set<StoryEndpoint>
  package let ordinals: Ordinals
  /// Before or after the work is taken.
  package let phase: StoryPhase
  package let law: Law
}

extension Delay.Law {
  /// The delay that belongs to a seed; the same each time.
  func span(seed: UInt64) -> Span64 {
    var random = SplitMix64(seed: seed)
    switch self {
    case .fixed(let span): return span
    case .uniform(let low, let high):
      let width = Double(high.nanoseconds - low.nanoseconds)
      return low + Span64(nanoseconds: Int64(width * random.nextUnit()))
    case .logNormal(let median, let p99):
      // The 99th percentile lies 2.326 standard deviations above the median of the logarithm.
      let deviation = log(Double(p99.nanoseconds) / Double(median.nanoseconds)) / 2.326_347_874
      // Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
      let radius = (-2 * log(1 - random.nextUnit())).squareRoot()
      let normal = radius * cos(2 * Double.pi * random.nextUnit())
      let span = Double(median.nanoseconds) * exp(deviation * normal)
      return Span64(nanoseconds: span < 9e18 ? Int64(span) : .max)
    }
  }
}

extension SplitMix64 {
  /// A number from 0 up to, and without, 1.
  fileprivate mutating func nextUnit() -> Double {
    Double(next() >> 11) / Double(1 << 53)
  }
}

/// A tenant's time as a function of the monotonic time: real, or running `speed` times as fast.
package struct TenantClock: Sendable, Equatable {
  private let origin: Instant
  private let monotonicOrigin: Int64
  private let speed: Double

  /// A clock that shows `origin` when the monotonic time is `monotonic` nanoseconds.
  package init(origin: Instant, monotonic: Int64, speed: Double = 1) {
    self.origin = origin
    monotonicOrigin = monotonic
    self.speed = speed
  }

  /// The tenant's time at a monotonic time.
  package func now(monotonic: Int64) -> Instant {
    let passed = monotonic - monotonicOrigin
    guard speed != 1 else { return Instant(nanoseconds: origin.nanoseconds + passed) }
    let scaled = Double(passed) * speed
    return origin + Span64(nanoseconds: scaled < 9e18 ? Int64(scaled) : .max)
  }

  /// It shows the same time as the clock on the wall.
  package var isReal: Bool { speed == 1 }
}

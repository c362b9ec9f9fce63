/// A tenant's time as a function of the monotonic time: real, running `speed` times as fast, or standing
/// still; and each can be moved forward by hand.
package struct TenantClock: Sendable, Equatable {
  private var origin: Instant
  private let monotonicOrigin: Int64
  private let speed: Double
  private var isAdvanced = false

  /// A clock that shows `origin` when the monotonic time is `monotonic` nanoseconds; with a `speed` of 0 it
  /// stands still.
  package init(origin: Instant, monotonic: Int64, speed: Double = 1) {
    self.origin = origin
    monotonicOrigin = monotonic
    self.speed = speed
  }

  /// The tenant's time at a monotonic time.
  package func now(monotonic: Int64) -> Instant {
    let passed = monotonic - monotonicOrigin
    guard speed != 1 else { return origin + Span64(nanoseconds: passed) }
    let scaled = Double(passed) * speed
    return origin + Span64(nanoseconds: scaled < 9e18 ? Int64(scaled) : .max)
  }

  /// It shows the same time as the clock on the wall.
  package var isReal: Bool { speed == 1 && !isAdvanced }

  /// The clock of a tenant that is used for the first time at that monotonic time: one that stands still
  /// does so from then on.
  func opened(monotonic: Int64) -> TenantClock {
    guard speed == 0 else { return self }
    var clock = self
    clock.origin = origin + Span64(nanoseconds: monotonic - monotonicOrigin)
    return clock
  }

  /// Moves it forward, at most to the end of time (11 April 2262).
  package mutating func advance(by span: Span64) {
    origin = origin + span
    isAdvanced = true
  }
}

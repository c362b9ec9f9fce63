/// How a tenant's clock goes.
package enum ClockPace: Sendable, Equatable {
  case real
  /// So many times as fast.
  case scaled(Double)
  /// It stands still until it is advanced.
  case frozen
  /// It stands still and leaps to what comes next as soon as somebody waits for it.
  case jumping
}

/// A tenant's time as a function of the monotonic time; whatever its pace, it can be moved forward by hand.
package struct TenantClock: Sendable, Equatable {
  package private(set) var pace: ClockPace
  /// What it shows when the monotonic time is `monotonicOrigin`.
  private var origin: Instant
  private var monotonicOrigin: Int64
  /// It goes as real time does, but shows another one.
  private var isMoved = false

  /// A clock that shows `origin` when the monotonic time is `monotonic` nanoseconds.
  package init(origin: Instant, monotonic: Int64, pace: ClockPace = .real) {
    self.origin = origin
    monotonicOrigin = monotonic
    self.pace = pace
  }

  /// The tenant's time at a monotonic time.
  package func now(monotonic: Int64) -> Instant {
    let passed = monotonic - monotonicOrigin
    switch pace {
    case .real: return origin + Span64(nanoseconds: passed)
    case .scaled(let speed):
      let scaled = Double(passed) * speed
      return origin + Span64(nanoseconds: scaled < 9e18 ? Int64(scaled) : .max)
    case .frozen, .jumping: return origin
    }
  }

  /// The monotonic time at which it will show `instant`; nil for a clock that does not go by itself.
  package func monotonic(of instant: Instant) -> Int64? {
    let span = (instant - origin).nanoseconds
    switch pace {
    case .real:
      return (Instant(nanoseconds: monotonicOrigin) + Span64(nanoseconds: span)).nanoseconds
    case .scaled(let speed):
      let real = (Double(span) / speed).rounded(.up)
      return real < 9e18 ? monotonicOrigin &+ Int64(real) : .max
    case .frozen, .jumping: return nil
    }
  }

  /// It shows the same time as the clock on the wall.
  package var isReal: Bool {
    guard case .real = pace else { return false }
    return !isMoved
  }

  /// It leaps to what comes next.
  var jumps: Bool {
    guard case .jumping = pace else { return false }
    return true
  }

  /// The clock of a tenant that is used for the first time at that monotonic time.
  ///
  /// - Parameters:
  ///   - monotonic: in nanoseconds; a clock that stands does so from then on.
  ///   - pace: its own, when it is not that of this clock, which shows the time on the wall at its origin.
  /// - Returns: the clock.
  func opened(monotonic: Int64, pace: ClockPace? = nil) -> TenantClock {
    let own = pace ?? self.pace
    let runsOn = pace == nil && own != .frozen && own != .jumping
    guard !runsOn else { return self }
    let wall = origin + Span64(nanoseconds: monotonic - monotonicOrigin)
    return TenantClock(origin: wall, monotonic: monotonic, pace: own)
  }

  /// Goes on from the time that it shows, at another pace.
  package mutating func go(_ pace: ClockPace, monotonic: Int64) {
    isMoved = isMoved || !isReal
    origin = now(monotonic: monotonic)
    monotonicOrigin = monotonic
    self.pace = pace
  }

  /// Moves it forward, at most to the end of time (11 April 2262).
  package mutating func advance(by span: Span64) {
    origin = origin + span
    isMoved = true
  }

  /// Moves a clock that stands to a later time; an earlier one changes nothing.
  mutating func leap(to instant: Instant) {
    guard instant > origin, instant.nanoseconds < .max else { return }
    origin = instant
    isMoved = true
  }
}

extension ClockPace {
  /// A pace as a factor: 1 is real, 0 stands still.
  package init(speed: Double) {
    self = speed == 1 ? .real : speed == 0 ? .frozen : .scaled(speed)
  }
}

import Testing

@testable import MockCore

struct TenantClockTests {
  private static let origin = Instant(nanoseconds: 1_767_323_045_000_000_001)

  @Test(arguments: [1.0, 60, 0.5])
  func `a clock shows its origin when it begins`(_ speed: Double) {
    let clock = TenantClock(origin: Self.origin, monotonic: 500, pace: ClockPace(speed: speed))
    #expect(clock.now(monotonic: 500) == Self.origin)
    #expect(clock.isReal == (speed == 1))
  }

  @Test func `a real clock passes to the nanosecond`() {
    let clock = TenantClock(origin: Self.origin, monotonic: 500)
    #expect(clock.isReal)
    #expect(clock.now(monotonic: 501) - Self.origin == Span64(nanoseconds: 1))
    let year: Int64 = 31_536_000_000_000_007
    #expect(clock.now(monotonic: 500 + year) - Self.origin == Span64(nanoseconds: year))
  }

  @Test func `a fast clock runs as much faster`() {
    let fast = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: 60))
    #expect(fast.now(monotonic: 1_000_000_000) - Self.origin == .seconds(60))
    let slow = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: 0.5))
    #expect(slow.now(monotonic: 1_000_000_000) - Self.origin == .milliseconds(500))
  }

  @Test func `a fast clock is right after a month`() {
    let month: Int64 = 30 * 86_400 * 1_000_000_000
    let fast = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: 60))
    #expect(fast.now(monotonic: month) - Self.origin == .seconds(60 * 30 * 86_400))
  }

  @Test func `a very fast clock stops at the end of time`() {
    let clock = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: 1e12))
    #expect(clock.now(monotonic: 1_000_000_000_000) == Instant(nanoseconds: .max))
  }

  @Test func `a clock that stands still begins when it is opened`() {
    let template = TenantClock(origin: Self.origin, monotonic: 500, pace: ClockPace(speed: 0))
    let clock = template.opened(monotonic: 700)
    #expect(clock.now(monotonic: 700) - Self.origin == Span64(nanoseconds: 200))
    #expect(clock.now(monotonic: .max) == clock.now(monotonic: 700))
    #expect(!clock.isReal)
  }

  @Test(arguments: [1.0, 60])
  func `a clock that runs does not care when it is opened`(_ speed: Double) {
    let clock = TenantClock(origin: Self.origin, monotonic: 500, pace: ClockPace(speed: speed))
    #expect(clock.opened(monotonic: 700) == clock)
  }

  @Test(arguments: [1.0, 60, 0])
  func `a clock that is moved forward goes on from there as before`(_ speed: Double) {
    let clock = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: speed))
    var moved = clock
    moved.advance(by: .seconds(7))
    moved.advance(by: .milliseconds(1))
    #expect(!moved.isReal)
    for monotonic in [0, 1, 1_000_000_000] as [Int64] {
      #expect(
        moved.now(monotonic: monotonic) - clock.now(monotonic: monotonic) == .milliseconds(7001))
    }
  }

  @Test(arguments: [1.0, 60, 0])
  func `a clock that is moved forward stops at the end of time`(_ speed: Double) {
    var clock = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: speed))
    for _ in 0..<2 {
      clock.advance(by: .never)
      #expect(clock.now(monotonic: 1_000_000_000) == Instant(nanoseconds: .max))
    }
  }

  @Test(arguments: [1.0, 1.000_000_1, 60, 1e6])
  func `no clock goes back`(_ speed: Double) {
    let clock = TenantClock(origin: Self.origin, monotonic: 0, pace: ClockPace(speed: speed))
    var last = Self.origin
    for monotonic in stride(from: Int64(0), to: 40_000_000_000_000, by: 39_999_999_989) {
      let now = clock.now(monotonic: monotonic)
      #expect(now >= last)
      last = now
    }
  }
}

import Testing

@testable import MockCore

struct Span64DurationTests {
  @Test(
    arguments: [
      (Duration.zero, 0), (.nanoseconds(1), 1), (.milliseconds(1500), 1_500_000_000),
      (Duration(secondsComponent: 0, attosecondsComponent: 999_999_999), 0),
      (.nanoseconds(Int64.max), .max), (.nanoseconds(Int64.max) + .nanoseconds(1), .max),
      (.seconds(9_223_372_037), .max), (.seconds(Int64.max), .max),
    ] as [(Duration, Int64)])
  func `a duration is taken in whole nanoseconds, up to never`(
    _ duration: Duration, _ nanoseconds: Int64
  ) {
    #expect(Span64(duration).nanoseconds == nanoseconds)
  }
}

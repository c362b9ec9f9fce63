import Testing

@testable import MockCore

struct InstantTests {
  struct Written: Sendable, CustomTestStringConvertible {
    let nanoseconds: Int64
    let text: String

    init(_ nanoseconds: Int64, _ text: String) {
      self.nanoseconds = nanoseconds
      self.text = text
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Written(0, "1970-01-01T00:00:00.000000+00:00"),
    Written(999, "1970-01-01T00:00:00.000000+00:00"),
    Written(1000, "1970-01-01T00:00:00.000001+00:00"),
    Written(1_767_323_045_678_901_000, "2026-01-02T03:04:05.678901+00:00"),
    Written(1_767_323_045_678_901_999, "2026-01-02T03:04:05.678901+00:00"),
    Written(1_767_323_045_000_000_000, "2026-01-02T03:04:05.000000+00:00"),
    Written(1_767_225_599_999_999_999, "2025-12-31T23:59:59.999999+00:00"),
    Written(1_709_210_096_050_000_000, "2024-02-29T12:34:56.050000+00:00"),
    Written(.max, "2262-04-11T23:47:16.854775+00:00"),
  ])
  func `a timestamp is UTC with microseconds and an offset`(_ written: Written) {
    var text = Array("<".utf8)
    text.append(timestamp: Instant(nanoseconds: written.nanoseconds))
    #expect(String(decoding: text, as: UTF8.self) == "<" + written.text)
  }

  @Test func `never can be added and is the end of time`() {
    let now = Instant(nanoseconds: 1_767_323_045_000_000_000)
    #expect(now + .never == Instant(nanoseconds: .max))
    #expect(now + .never + .never == Instant(nanoseconds: .max))
    #expect(Span64.never + .seconds(1) == .never)
    #expect(now < now + .never)
  }

  @Test func `spans add up and are the difference of instants`() {
    let now = Instant(nanoseconds: 5)
    #expect(now + .seconds(2) == Instant(nanoseconds: 2_000_000_005))
    #expect((now + .milliseconds(3)) - now == .milliseconds(3))
    #expect(Span64.seconds(1) + .milliseconds(1) == .milliseconds(1001))
    #expect(Span64.seconds(1) < .milliseconds(1001))
    #expect(Span64.zero + .zero == .zero)
    #expect(Instant(nanoseconds: 1_999_999_999).secondsSinceEpoch == 1)
  }

  @Test(
    arguments: zip(
      [0, 1, 999_999_999, 1_000_000_000, 1_000_000_001, 2_000_000_000] as [Int64],
      [0, 1, 1, 1, 2, 2]))
  func `whole seconds are rounded up`(_ nanoseconds: Int64, _ seconds: Int) {
    #expect(Span64(nanoseconds: nanoseconds).secondsRoundedUp == seconds)
  }

  @Test func `never rounded up is a number and no trap`() async {
    await #expect(processExitsWith: .success) {
      #expect(Span64.never.secondsRoundedUp == 9_223_372_037)
    }
  }
}

internal import HTTPMessages

/// A moment of a tenant's time: nanoseconds since the Unix epoch.
package struct Instant: Comparable, Hashable, Sendable {
  package let nanoseconds: Int64

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }

  /// The moment that lies `span` later; saturates at the end of time, so "never" can be added.
  package static func + (instant: Instant, span: Span64) -> Instant {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(span.nanoseconds)
    return Instant(nanoseconds: overflow ? .max : sum)
  }

  package static func - (a: Instant, b: Instant) -> Span64 {
    Span64(nanoseconds: a.nanoseconds - b.nanoseconds)
  }

  package var secondsSinceEpoch: Int64 { nanoseconds / 1_000_000_000 }
}

/// A span of time in nanoseconds; half the size of `Duration`, for what is kept a million times.
package struct Span64: Comparable, Hashable, Sendable {
  package let nanoseconds: Int64

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static func seconds(_ seconds: Int64) -> Span64 {
    Span64(nanoseconds: seconds * 1_000_000_000)
  }

  package static func milliseconds(_ milliseconds: Int64) -> Span64 {
    Span64(nanoseconds: milliseconds * 1_000_000)
  }

  package static let zero = Span64(nanoseconds: 0)
  package static let never = Span64(nanoseconds: .max)

  package static func < (a: Span64, b: Span64) -> Bool { a.nanoseconds < b.nanoseconds }

  package static func + (a: Span64, b: Span64) -> Span64 {
    let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
    return Span64(nanoseconds: overflow ? .max : sum)
  }

  /// Whole seconds, rounded up.
  package var secondsRoundedUp: Int {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return Int(rest > 0 ? seconds + 1 : seconds)
  }
}

extension [UInt8] {
  /// Appends a timestamp in RunComfy's form, `2026-01-02T03:04:05.678901+00:00`.
  mutating func append(timestamp instant: Instant) {
    let date = CivilDate(secondsSinceEpoch: instant.secondsSinceEpoch)
    append(date.year, digits: 4)
    append(UInt8(ascii: "-"))
    append(date.month, digits: 2)
    append(UInt8(ascii: "-"))
    append(date.day, digits: 2)
    append(UInt8(ascii: "T"))
    append(date.hour, digits: 2)
    append(UInt8(ascii: ":"))
    append(date.minute, digits: 2)
    append(UInt8(ascii: ":"))
    append(date.second, digits: 2)
    append(UInt8(ascii: "."))
    append(Int(instant.nanoseconds % 1_000_000_000 / 1000), digits: 6)
    append(json: "+00:00")
  }

  private mutating func append(_ number: Int, digits: Int) {
    var scale = 1
    for _ in 1..<digits { scale *= 10 }
    while scale > 0 {
      append(0x30 + UInt8(number / scale % 10))
      scale /= 10
    }
  }
}

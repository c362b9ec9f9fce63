import HTTPMessages
import Testing

struct HTTPDateTests {
  struct Written: Sendable, CustomTestStringConvertible {
    let seconds: Int64
    let text: String

    init(_ seconds: Int64, _ text: String) {
      self.seconds = seconds
      self.text = text
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Written(784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    Written(0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    Written(951_782_409, "Tue, 29 Feb 2000 00:00:09 GMT"),
    Written(1_767_323_045, "Fri, 02 Jan 2026 03:04:05 GMT"),
    Written(253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
  ])
  func `a date has the form of RFC 9110`(_ written: Written) {
    #expect(HTTPDate.string(secondsSinceEpoch: written.seconds) == written.text)
  }

  @Test func `every month and every weekday has its name`() {
    // The 15th of each month of 2026, then the week from Sunday, 4 January.
    let months = (0..<12).map { month -> Substring in
      HTTPDate.string(secondsSinceEpoch: 1_768_435_200 + Int64(month) * 2_630_000)
        .dropFirst(8).prefix(3)
    }
    #expect(
      months
        == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
    let days = (0..<7).map { day -> Substring in
      HTTPDate.string(secondsSinceEpoch: 1_767_484_800 + Int64(day) * 86_400).prefix(3)
    }
    #expect(days == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])
  }

  private func seconds(_ text: String, now: Int64 = 1_767_323_045) -> Int64? {
    HTTPDate.secondsSinceEpoch(Array(text.utf8)[...], now: now)
  }

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `the three forms of RFC 9110 are understood`(_ text: String) {
    #expect(seconds(text) == 784_111_777)
  }

  @Test(arguments: [
    "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 6 Nov 1994 08:49:37 GMT", "Sun 06 Nov 1994 08:49:37 GMT",
    "So, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 06-Nov 08:49:37 GMT", "Sun Nov 06 08:49:37 94",
    "1994-11-06T08:49:37Z", "Sun, 0\u{0666} Nov 1994 08:49:37 GMT",
  ])
  func `anything else is no date`(_ text: String) {
    #expect(seconds(text) == nil)
  }

  @Test func `what is written is read`() {
    for second in stride(from: Int64(-30_000_000_000), to: 253_402_300_799, by: 40_009_111_777) {
      #expect(seconds(HTTPDate.string(secondsSinceEpoch: second)) == second)
    }
  }

  @Test func `a year of two digits is at most 50 years ahead`() {
    let at2026: Int64 = 1_767_323_045
    let new = seconds("Wednesday, 01-Jan-76 00:00:00 GMT", now: at2026)
    #expect(new == seconds("Wed, 01 Jan 2076 00:00:00 GMT"))
    let old = seconds("Saturday, 01-Jan-77 00:00:00 GMT", now: at2026)
    #expect(old == seconds("Sat, 01 Jan 1977 00:00:00 GMT"))
  }

  @Test func `a leap second is the next one`() {
    let leap = seconds("Sat, 31 Dec 2016 23:59:60 GMT")
    #expect(leap == seconds("Sun, 01 Jan 2017 00:00:00 GMT"))
  }
}

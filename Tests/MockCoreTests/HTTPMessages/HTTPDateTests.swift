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
}

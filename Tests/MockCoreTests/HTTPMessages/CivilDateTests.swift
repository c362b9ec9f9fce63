import Foundation
import HTTPMessages
import MockCore
import Testing

struct CivilDateTests {
  private static func components(_ date: CivilDate) -> [Int] {
    [date.year, date.month, date.day, date.hour, date.minute, date.second, date.weekday]
  }

  struct Known: Sendable, CustomTestStringConvertible {
    let seconds: Int64
    let components: [Int]

    init(_ seconds: Int64, _ components: [Int]) {
      self.seconds = seconds
      self.components = components
    }

    var testDescription: String { "\(seconds)" }
  }

  @Test(arguments: [
    Known(0, [1970, 1, 1, 0, 0, 0, 4]),
    Known(-1, [1969, 12, 31, 23, 59, 59, 3]),
    Known(86_399, [1970, 1, 1, 23, 59, 59, 4]),
    Known(86_400, [1970, 1, 2, 0, 0, 0, 5]),
    Known(951_782_400, [2000, 2, 29, 0, 0, 0, 2]),
    Known(951_868_800, [2000, 3, 1, 0, 0, 0, 3]),
    Known(784_111_777, [1994, 11, 6, 8, 49, 37, 0]),
    Known(1_767_225_600, [2026, 1, 1, 0, 0, 0, 4]),
    Known(2_147_483_648, [2038, 1, 19, 3, 14, 8, 2]),
    Known(4_107_542_399, [2100, 2, 28, 23, 59, 59, 0]),
    Known(4_107_542_400, [2100, 3, 1, 0, 0, 0, 1]),
    Known(253_402_300_799, [9999, 12, 31, 23, 59, 59, 5]),
    Known(-62_135_596_800, [1, 1, 1, 0, 0, 0, 1]),
    Known(-62_167_219_200, [0, 1, 1, 0, 0, 0, 6]),
  ])
  func `known seconds have their date`(_ known: Known) {
    #expect(Self.components(CivilDate(secondsSinceEpoch: known.seconds)) == known.components)
  }

  @Test func `random seconds have the date of Foundation's calendar`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var random = SplitMix64(seed: 1582)
    for _ in 0..<4000 {
      // From 1582-10-15, where Foundation leaves the Julian calendar, to the year 9999.
      let seconds = Int64.random(in: -12_219_292_800...253_402_300_799, using: &random)
      let theirs = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second, .weekday],
        from: Date(timeIntervalSince1970: Double(seconds)))
      let expected = [
        theirs.year, theirs.month, theirs.day, theirs.hour, theirs.minute, theirs.second,
        theirs.weekday.map { $0 - 1 },
      ]
      #expect(Self.components(CivilDate(secondsSinceEpoch: seconds)) == expected, "\(seconds)")
    }
  }

  @Test func `dates follow one another for eight hundred years`() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    // From 0001-01-01, a Monday, by plain counting.
    var (year, month, day, weekday) = (1, 1, 1, 1)
    for number in 0..<292_194 {
      let seconds = Int64(number - 719_162) * 86_400
      let date = CivilDate(secondsSinceEpoch: seconds)
      guard [date.year, date.month, date.day, date.weekday] == [year, month, day, weekday] else {
        Issue.record("\(year)-\(month)-\(day), found \(date)")
        return
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
      weekday = (weekday + 1) % 7
      day += 1
      if day > length { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(year == 801)
  }

  @Test func `the calendar repeats itself every 400 years, also long ago`() {
    var random = SplitMix64(seed: 400)
    for _ in 0..<1000 {
      let seconds = Int64.random(in: -300_000_000_000...300_000_000_000, using: &random)
      let date = Self.components(CivilDate(secondsSinceEpoch: seconds))
      let earlier = Self.components(CivilDate(secondsSinceEpoch: seconds - 146_097 * 86_400))
      #expect([earlier[0] + 400] + earlier[1...] == date)
    }
  }

  @Test(arguments: [Int64.min, Int64.max])
  func `the ends of time do not trap`(_ seconds: Int64) {
    let date = CivilDate(secondsSinceEpoch: seconds)
    #expect((1...12).contains(date.month))
    #expect((1...31).contains(date.day))
    #expect((0...6).contains(date.weekday))
  }
}

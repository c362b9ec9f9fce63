/// A second of UTC as people write it, in the proleptic Gregorian calendar.
package struct CivilDate: Sendable, Equatable {
  package let year: Int
  /// 1…12.
  package let month: Int
  /// 1…31.
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// 0 is Sunday.
  package let weekday: Int

  /// The date of a second of the Unix epoch, also before it.
  package init(secondsSinceEpoch seconds: Int64) {
    let (days, secondOfDay) = Self.floorDivide(Int(seconds), 86_400)
    hour = secondOfDay / 3600
    minute = secondOfDay % 3600 / 60
    second = secondOfDay % 60
    // The epoch was a Thursday.
    weekday = Self.floorDivide(days + 4, 7).remainder

    // Years are counted from 1 March, so that the leap day is the last of its year, in eras of 400
    // years or 146,097 days; 719,468 days lie between 0000-03-01 and the epoch.
    let (era, dayOfEra) = Self.floorDivide(days + 719_468, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // The months from March on follow 153 days in five of them.
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The second of the Unix epoch of a date; nil when there is no such day or time.
  ///
  /// A leap second counts as the one after it.
  package static func secondsSinceEpoch(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
  ) -> Int64? {
    guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // The same eras as above, the other way.
    let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let midnight = Int64(days) * 86_400
    guard CivilDate(secondsSinceEpoch: midnight).day == day else { return nil }
    return midnight + Int64(hour * 3600 + minute * 60 + second)
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder < 0 ? (quotient - 1, remainder + b) : (quotient, remainder)
  }
}

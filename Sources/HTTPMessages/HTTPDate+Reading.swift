extension HTTPDate {
  /// Reads a date in one of the three forms that a recipient has to understand (RFC 9110 section 5.6.7).
  ///
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
  /// The name of the weekday is not held against the date.
  ///
  /// - Parameters:
  ///   - text: the value of a field.
  ///   - now: seconds of the Unix epoch; a year of two digits is never more than 50 years after it.
  /// - Returns: the second of the Unix epoch; nil when the text is no such date.
  package static func secondsSinceEpoch(_ text: ArraySlice<UInt8>, now: Int64) -> Int64? {
    guard text.count <= 40 else { return nil }
    let words = String(decoding: text, as: UTF8.self).split(separator: " ").map(String.init)
    switch words.count {
    case 6 where isDay(words[0], suffix: ",") && words[5] == "GMT":
      return seconds(year: number(words[3], 4), words[2], day: number(words[1], 2), words[4])
    case 5 where isDay(words[0]):
      return seconds(
        year: number(words[4], 4), words[1], day: number(words[2], words[2].utf8.count), words[3])
    case 4 where words[0].last == "," && words[3] == "GMT":
      let date = words[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard date.count == 3, let year = number(date[2], 2) else { return nil }
      return seconds(year: fullYear(year, now), date[1], day: number(date[0], 2), words[2])
    default:
      return nil
    }
  }

  private static func isDay(_ word: String, suffix: String = "") -> Bool {
    days.contains { word == $0 + suffix }
  }

  private static func seconds(year: Int?, _ month: String, day: Int?, _ time: String) -> Int64? {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
      .compactMap { number(String($0), 2) }
    guard let year, let day, let month = months.firstIndex(of: month), parts.count == 3 else {
      return nil
    }
    return CivilDate.secondsSinceEpoch(
      year: year, month: month + 1, day: day, hour: parts[0], minute: parts[1], second: parts[2])
  }

  /// The year with those last two digits that is at most 50 years ahead.
  private static func fullYear(_ lastDigits: Int, _ now: Int64) -> Int {
    let latest = CivilDate(secondsSinceEpoch: now).year + 50
    let year = latest - latest % 100 + lastDigits
    return year <= latest ? year : year - 100
  }

  private static func number(_ text: String, _ digits: Int) -> Int? {
    guard text.utf8.count == digits, (1...4).contains(digits),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }
}

/// The date form of RFC 9110 section 5.6.7, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
  /// Renders a second of the Unix epoch.
  package static func string(secondsSinceEpoch seconds: Int64) -> String {
    let date = CivilDate(secondsSinceEpoch: seconds)
    return "\(days[date.weekday]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
      + "\(two(date.hour)):\(two(date.minute)):\(two(date.second)) GMT"
  }

  static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

internal import HTTPMessages

extension Duration {
  /// In seconds with so many decimals, rounded: `0.4`.
  ///
  /// - Parameter decimals: from 1 to 6.
  /// - Returns: the number alone.
  func seconds(decimals: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<decimals { scale *= 10 }
    let (seconds, attoseconds) = components
    let unit = 1_000_000_000_000_000_000 / scale
    let count = seconds * scale + (attoseconds + unit / 2) / unit
    return "\(count / scale)." + "\(scale + count % scale)".dropFirst()
  }

  /// For a reader: `12 ms`, `1.2 s`, `2 min 5 s`.
  var text: String {
    switch self {
    case ..<(.seconds(1)): milliseconds
    case ..<(.seconds(60)): seconds(decimals: 1) + " s"
    default: "\(components.seconds / 60) min \(components.seconds % 60) s"
    }
  }
}

extension SuiteReport {
  /// When the run began, in UTC: `2026-11-21T20:58:12`.
  var startedText: String {
    let date = CivilDate(secondsSinceEpoch: started)
    let day = [date.month, date.day].map(Self.two)
    let time = [date.hour, date.minute, date.second].map(Self.two)
    return "\(date.year)-\(day.joined(separator: "-"))T\(time.joined(separator: ":"))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

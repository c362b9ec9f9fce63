// The small languages of stories: times, ordinals, amounts, values of any kind.

extension JSONReader {
  /// A time such as `300ms`, `2s`, `1.5h`; with `orForever`, also the word `forever`.
  mutating func span(_ index: Int, orForever: Bool = false) -> Span64? {
    let text = kind(index) == .string ? document.string(index) : ""
    if orForever, text == "forever" { return .never }
    if let span = Span64(story: text) { return span }
    if Span64.isTooLong(story: text) {
      report(index, "the longest time is \(Span64.longest.story)")
      return nil
    }
    report(
      index,
      "expected a time such as 300ms, 2s, 5m or 1h" + (orForever ? ", or forever" : ""))
    return nil
  }

  /// `real`, `frozen`, `jumping`, or how many times as fast, such as `60x`.
  mutating func pace(_ index: Int) -> ClockPace? {
    let text = kind(index) == .string ? document.string(index) : ""
    if let pace = ClockPace(story: text) { return pace }
    report(
      index, "expected real, frozen, jumping or a factor such as 60x, from 0.001x to 1000000x")
    return nil
  }

  /// `1`, `2-4`, `3+`, `every`, or a list of such.
  mutating func ordinals(_ index: Int) -> Ordinals? {
    let parts = kind(index) == .array ? elements(of: index) : [index]
    guard (1...100).contains(parts.count) else {
      report(index, "expected from 1 to 100 ordinals")
      return nil
    }
    var ranges: [ClosedRange<Int>] = []
    for part in parts {
      guard let range = ordinal(part) else { return nil }
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        report(part, "ordinals stand in order, each once")
        return nil
      }
      ranges.append(range)
    }
    return Ordinals(ranges: ranges)
  }

  private mutating func ordinal(_ index: Int) -> ClosedRange<Int>? {
    let limit = 1_000_000
    let text =
      switch kind(index) {
      case .number: document.number(index).integer.map { "\($0)" } ?? ""
      case .string: document.string(index)
      case .null, .true, .false, .array, .object: ""
      }
    if text == "every" { return 1...Int.max }
    let isOpen = text.hasSuffix("+")
    let ends = (isOpen ? text.dropLast() : text[...])
      .split(separator: "-", omittingEmptySubsequences: false)
      .compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
    if let first = ends.first, ends.count <= (isOpen ? 1 : 2), (1...limit).contains(first) {
      let last = isOpen ? Int.max : ends[ends.count - 1]
      let dashes = text.count { $0 == "-" }
      if last >= first, isOpen || last <= limit, dashes == ends.count - 1 { return first...last }
    }
    report(index, "expected which call is meant: 1, 2-4, 3+ or every, counted from 1")
    return nil
  }

  /// A number of bytes, or a percentage such as `50%`.
  mutating func amount(_ index: Int) -> ConnectionFault.Amount? {
    if kind(index) == .number, let bytes = document.number(index).integer,
      (0...Int(Int32.max)).contains(bytes)
    {
      return .bytes(bytes)
    }
    if kind(index) == .string {
      let text = document.string(index)
      if text.last == "%", text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let percent = Int(text.dropLast()), percent <= 99
      {
        return .percent(percent)
      }
    }
    report(index, "expected a number of bytes, or a part from 0% to 99%")
    return nil
  }
}

extension JSONReader {
  /// A value of any kind, whose objects have each key once.
  mutating func value(_ index: Int) -> JSONValue {
    let end = Int(document.nodes[index].next)
    var place = index
    while place < end {
      if kind(place) == .object {
        for key in document.duplicateKeys(of: place) { report(key, "the key stands twice") }
      }
      place += 1
    }
    return JSONValue(document, index)
  }
}

extension ClockPace {
  init?(story text: String) {
    switch text {
    case "real": self = .real
    case "frozen": self = .frozen
    case "jumping": self = .jumping
    default:
      guard text.last == "x", text.dropLast().allSatisfy({ "0123456789.".contains($0) }),
        let factor = Double(text.dropLast()), factor >= 0.001, factor <= 1_000_000
      else { return nil }
      self = .scaled(factor)
    }
  }

  /// The pace as stories write it.
  var story: String {
    switch self {
    case .real: "real"
    case .frozen: "frozen"
    case .jumping: "jumping"
    case .scaled(let factor):
      factor == factor.rounded() ? "\(Int(factor))x" : "\(factor)x"
    }
  }
}

extension Span64 {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
  ]

  /// The longest time that a story can write.
  static let longest = Span64(nanoseconds: 3660 * 86_400_000_000_000)

  /// A time as stories write it: digits, perhaps with a point, and a unit; at most `longest`.
  package init?(story text: String) {
    guard let parts = Self.parts(story: text) else { return nil }
    let whole = parts.whole.multipliedReportingOverflow(by: parts.unit)
    guard !whole.overflow, whole.partialValue <= Self.longest.nanoseconds else { return nil }
    self.init(nanoseconds: whole.partialValue + parts.fraction)
    guard self <= Self.longest else { return nil }
  }

  /// Whether a text is a time as stories write it, but longer than `longest`.
  static func isTooLong(story text: String) -> Bool {
    parts(story: text) != nil && Span64(story: text) == nil
  }

  /// How many units, how long one is, and what is behind the point, both in nanoseconds.
  private static func parts(story text: String) -> (whole: Int64, unit: Int64, fraction: Int64)? {
    guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }) else { return nil }
    let parts = text.dropLast(unit.name.count)
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard areDigits, let whole = Int64(parts[0]) else { return nil }
    guard parts.count == 2, let fraction = Int64(parts[1]) else {
      return (whole, unit.nanoseconds, 0)
    }
    let scale = parts[1].reduce(Int64(1)) { scale, _ in scale * 10 }
    // Nine digits of a day's nanoseconds need more than 64 bits.
    let product = fraction.multipliedFullWidth(by: unit.nanoseconds)
    return (whole, unit.nanoseconds, scale.dividingFullWidth(product).quotient)
  }

  /// The time as stories write it, in the largest unit that divides it.
  package var story: String {
    if self == .never { return "forever" }
    guard nanoseconds > 0 else { return "0s" }
    if let unit = Self.units.last(where: { nanoseconds % $0.nanoseconds == 0 }) {
      return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
    }
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    var fraction = String(rest)
    fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return "\(whole).\(fraction)ms"
  }
}

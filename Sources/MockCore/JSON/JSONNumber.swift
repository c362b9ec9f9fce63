/// A number kept as it was written: sign, digits and a power of ten, never expanded, so that
/// `1e999999999` is exact and costs nothing.
///
/// The value is ±0.DIGITS × 10^exponent, the digits without zeros at either end; zero has none.
package struct JSONNumber: Sendable {
  package let isNegative: Bool
  /// How many digits there are.
  private let count: Int
  /// The digits as an integer, when there are at most 19; no allocation is needed for these.
  private let short: UInt64
  /// The digits, 0…9 each, when there are more.
  private let long: [UInt8]
  private let exponent: Int

  private static let longestShort = 19
  private static let largestPower = 1_000_000_000_000_000_000

  /// The number that a valid JSON text denotes.
  ///
  /// An exponent beyond ±10^18 counts as ±10^18.
  package init(_ text: some Collection<UInt8>) {
    var isNegative = false
    // Zeros are held back until a digit follows: only then are they not trailing ones.
    var count = 0
    var zeros = 0
    var short: UInt64 = 0
    var long: [UInt8] = []
    var digitsBeforePoint = 0
    var hasPoint = false
    var leadingFractionZeros = 0
    var power = 0
    var powerIsNegative = false
    var isInPower = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-") where isInPower: powerIsNegative = true
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isInPower = true
      case UInt8(ascii: "+"): break
      default:
        let digit = byte &- 0x30
        if isInPower {
          power = min(
            min(power, Self.largestPower / 10) * 10 + Int(digit), Self.largestPower)
        } else if digit == 0 {
          if count > 0 {
            zeros += 1
            if !hasPoint { digitsBeforePoint += 1 }
          } else if hasPoint {
            leadingFractionZeros += 1
          }
        } else {
          if count + zeros + 1 > Self.longestShort, long.isEmpty {
            long = Self.digits(short, count)
          }
          if count + zeros + 1 > Self.longestShort {
            long.append(contentsOf: repeatElement(0, count: zeros))
            long.append(digit)
          } else {
            for _ in 0..<zeros { short *= 10 }
            short = short * 10 + UInt64(digit)
          }
          count += zeros + 1
          zeros = 0
          if !hasPoint { digitsBeforePoint += 1 }
        }
      }
    }
    self.isNegative = isNegative && count > 0
    self.count = count
    self.short = long.isEmpty ? short : 0
    self.long = long
    exponent =
      count == 0
      ? 0 : digitsBeforePoint - leadingFractionZeros + (powerIsNegative ? -power : power)
  }

  package init(_ integer: Int) {
    self.init(String(integer).utf8)
  }

  /// There is nothing behind the point: 5.0 and 1e1 are integers too.
  package var isInteger: Bool { count <= exponent || count == 0 }

  /// The integer, the nearest there is for one beyond 64 bits; nil for a number that is none.
  var saturatedInteger: Int? {
    integer ?? (isInteger ? (isNegative ? .min : .max) : nil)
  }

  /// The value, when it is an integer that fits.
  package var integer: Int? {
    guard isInteger, count == 0 || exponent <= Self.longestShort, long.isEmpty else { return nil }
    var size = short
    for _ in 0..<(exponent - count) {
      let (tens, overflow) = size.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      size = tens
    }
    return isNegative ? Int(exactly: -Int128(size)) : Int(exactly: size)
  }

  /// Adds the number to a hash: equal ones alike, however they are written.
  func hash(into hash: inout StableHash) {
    for digit in long { hash.add(UInt64(digit)) }
    hash.add(short)
    hash.add(UInt64(bitPattern: Int64(exponent)))
    hash.add(isNegative ? 1 : 0)
  }

  /// Whether this is `divisor` times an integer, exactly.
  ///
  /// The divisor must be above 0 and have at most 19 digits.
  func isMultiple(of divisor: JSONNumber) -> Bool {
    precondition(divisor.count > 0 && divisor.long.isEmpty, "a divisor has 1 to 19 digits")
    guard count > 0 else { return true }
    // Both are an integer times a power of ten: DIGITS × 10^(exponent − count).
    let power = (exponent - count) - (divisor.exponent - divisor.count)
    // The digits do not end with a zero, so nothing that is divisible by ten divides them.
    guard power >= 0 else { return false }
    let divisor = UInt128(divisor.short)
    var remainder: UInt128 = 0
    var digits = digits[...]
    while !digits.isEmpty {
      // As many at once as fit.
      let part = digits.prefix(18)
      var scale: UInt128 = 1
      var value: UInt128 = 0
      for digit in part {
        scale *= 10
        value = value * 10 + UInt128(digit)
      }
      remainder = (remainder * scale + value) % divisor
      digits = digits.dropFirst(18)
    }
    var (base, rest) = (10 % divisor, power)
    while rest > 0, remainder != 0 {
      if rest & 1 == 1 { remainder = remainder * base % divisor }
      base = base * base % divisor
      rest >>= 1
    }
    return remainder == 0
  }

  /// Whether other numbers can be divided by this one exactly.
  var isDivisor: Bool { count > 0 && long.isEmpty && !isNegative }

  private static func digits(_ short: UInt64, _ count: Int) -> [UInt8] {
    var digits = [UInt8](repeating: 0, count: count)
    var rest = short
    for index in digits.indices.reversed() {
      digits[index] = UInt8(rest % 10)
      rest /= 10
    }
    return digits
  }

  private var digits: [UInt8] {
    long.isEmpty ? Self.digits(short, count) : long
  }
}

extension JSONNumber: Hashable {
  package func hash(into hasher: inout Hasher) {
    hasher.combine(isNegative)
    hasher.combine(short)
    hasher.combine(long)
    hasher.combine(exponent)
  }
}

extension JSONNumber: Comparable {
  package static func == (a: JSONNumber, b: JSONNumber) -> Bool {
    a.isNegative == b.isNegative && a.count == b.count && a.short == b.short
      && a.exponent == b.exponent && a.long == b.long
  }

  package static func < (a: JSONNumber, b: JSONNumber) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? b.isSmallerInSize(than: a) : a.isSmallerInSize(than: b)
  }

  private func isSmallerInSize(than other: JSONNumber) -> Bool {
    if count == 0 || other.count == 0 { return count == 0 && other.count > 0 }
    if exponent != other.exponent { return exponent < other.exponent }
    guard long.isEmpty, other.long.isEmpty else {
      return digits.lexicographicallyPrecedes(other.digits)
    }
    return scaled(to: max(count, other.count)) < other.scaled(to: max(count, other.count))
  }

  /// The digits with zeros behind them, so that there are `width`.
  private func scaled(to width: Int) -> UInt64 {
    // 19 digits fit into 64 bits.
    var result = short
    for _ in count..<width { result *= 10 }
    return result
  }
}

extension JSONNumber: CustomStringConvertible {
  /// Plain notation where that is short, else with an exponent.
  package var description: String {
    if count == 0 { return "0" }
    let sign = isNegative ? "-" : ""
    let text = String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    if count <= exponent, exponent <= 21 {
      return sign + text + String(repeating: "0", count: exponent - count)
    }
    if exponent > 0, exponent < count {
      return sign + text.prefix(exponent) + "." + text.dropFirst(exponent)
    }
    if exponent <= 0, exponent > -6 {
      return sign + "0." + String(repeating: "0", count: -exponent) + text
    }
    let fraction = count > 1 ? "." + text.dropFirst() : ""
    return "\(sign)\(text.prefix(1))\(fraction)e\(exponent - 1)"
  }
}

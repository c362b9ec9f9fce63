/// A number kept as it was written: sign, digits and a power of ten, never expanded, so that
/// `1e999999999` is exact and costs nothing.
///
/// The value is ±0.DIGITS × 10^exponent, the digits without zeros at either end; zero has none.
package struct JSONNumber: Sendable, Equatable {
  package let isNegative: Bool
  private let digits: [UInt8]
  private let exponent: Int

  /// The number that a valid JSON text denotes.
  ///
  /// An exponent beyond ±10^18 counts as ±10^18.
  package init(_ text: some Collection<UInt8>) {
    var digits: [UInt8] = []
    var point: Int?
    var power = 0
    var powerIsNegative = false
    var isInPower = false
    var isNegative = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-") where isInPower: powerIsNegative = true
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isInPower = true
      case UInt8(ascii: "+"): break
      default:
        if isInPower {
          power = min(min(power, Self.largestPower / 10) * 10 + Int(byte - 0x30), Self.largestPower)
        } else {
          digits.append(byte - 0x30)
        }
      }
    }
    let leadingZeros = digits.prefix { $0 == 0 }.count
    exponent = (point ?? digits.count) - leadingZeros + (powerIsNegative ? -power : power)
    while digits.last == 0 { digits.removeLast() }
    self.digits = Array(digits.dropFirst(leadingZeros))
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  package init(_ integer: Int) {
    self.init(String(integer).utf8)
  }

  private static let largestPower = 1_000_000_000_000_000_000

  /// There is nothing behind the point: 5.0 and 1e1 are integers too.
  package var isInteger: Bool { digits.count <= exponent || digits.isEmpty }

  /// The value, when it is an integer that fits.
  package var integer: Int? {
    guard isInteger, exponent <= 19 else { return nil }
    var result = 0
    for index in 0..<(digits.isEmpty ? 0 : exponent) {
      let digit = Int(index < digits.count ? digits[index] : 0)
      let (tens, overflow) = result.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative
        ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      guard !overflow, !carry else { return nil }
      result = sum
    }
    return result
  }

  package static func == (a: JSONNumber, b: JSONNumber) -> Bool {
    a.isNegative == b.isNegative && a.digits == b.digits
      && (a.digits.isEmpty || a.exponent == b.exponent)
  }
}

extension JSONNumber: Comparable {
  package static func < (a: JSONNumber, b: JSONNumber) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? b.isSmallerInSize(than: a) : a.isSmallerInSize(than: b)
  }

  private func isSmallerInSize(than other: JSONNumber) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if exponent != other.exponent { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}

extension JSONNumber: CustomStringConvertible {
  /// Plain notation where that is short, else with an exponent.
  package var description: String {
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    let text = String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    if digits.count <= exponent, exponent <= 21 {
      return sign + text + String(repeating: "0", count: exponent - digits.count)
    }
    if exponent > 0, exponent < digits.count {
      return sign + text.prefix(exponent) + "." + text.dropFirst(exponent)
    }
    if exponent <= 0, exponent > -6 {
      return sign + "0." + String(repeating: "0", count: -exponent) + text
    }
    let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
    return "\(sign)\(text.prefix(1))\(fraction)e\(exponent - 1)"
  }
}

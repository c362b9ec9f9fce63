import MockCore
import Testing

struct JSONNumberTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let text: String
    let integer: Int?
    let isInteger: Bool
    let description: String

    init(_ text: String, _ integer: Int?, isInteger: Bool, _ description: String) {
      self.text = text
      self.integer = integer
      self.isInteger = isInteger
      self.description = description
    }

    var testDescription: String { text }
  }

  private func number(_ text: String) -> JSONNumber { JSONNumber(text.utf8) }

  static let largest = 1_000_000_000_000_000_000

  static let forms: [Form] = [
    Form("0", 0, isInteger: true, "0"), Form("-0", 0, isInteger: true, "0"),
    Form("0.000", 0, isInteger: true, "0"), Form("-0.0e5", 0, isInteger: true, "0"),
    Form("0e19", 0, isInteger: true, "0"), Form("0e20", 0, isInteger: true, "0"),
    Form("0e999999999999", 0, isInteger: true, "0"), Form("0e-7", 0, isInteger: true, "0"),
    Form("1", 1, isInteger: true, "1"), Form("-1", -1, isInteger: true, "-1"),
    Form("10", 10, isInteger: true, "10"), Form("1e1", 10, isInteger: true, "10"),
    Form("5.0", 5, isInteger: true, "5"), Form("5.5", nil, isInteger: false, "5.5"),
    Form("100e-2", 1, isInteger: true, "1"), Form("100e-3", nil, isInteger: false, "0.1"),
    Form("1.5e1", 15, isInteger: true, "15"), Form("1.55e1", nil, isInteger: false, "15.5"),
    Form("0.00120", nil, isInteger: false, "0.0012"),
    Form("-12.50", nil, isInteger: false, "-12.5"),
    Form("0.001e3", 1, isInteger: true, "1"), Form("1E+2", 100, isInteger: true, "100"),
    Form("9223372036854775807", .max, isInteger: true, "9223372036854775807"),
    Form("9223372036854775808", nil, isInteger: true, "9223372036854775808"),
    Form("-9223372036854775808", .min, isInteger: true, "-9223372036854775808"),
    Form("-9223372036854775809", nil, isInteger: true, "-9223372036854775809"),
    Form("9223372036854775807.0", .max, isInteger: true, "9223372036854775807"),
    Form("922337203685477580.7e1", .max, isInteger: true, "9223372036854775807"),
    Form("9.9e18", nil, isInteger: true, "9900000000000000000"),
    Form("1e18", largest, isInteger: true, "1000000000000000000"),
    Form("1e19", nil, isInteger: true, "10000000000000000000"),
    Form("1e20", nil, isInteger: true, "100000000000000000000"),
    Form("1e21", nil, isInteger: true, "1e21"), Form("1e22", nil, isInteger: true, "1e22"),
    Form("-123e30", nil, isInteger: true, "-1.23e32"),
    Form("1e999999999", nil, isInteger: true, "1e999999999"),
    Form("1e-999999999", nil, isInteger: false, "1e-999999999"),
    Form("0.000001", nil, isInteger: false, "0.000001"),
    Form("1e-6", nil, isInteger: false, "0.000001"),
    Form("1e-7", nil, isInteger: false, "1e-7"), Form("1.5e-7", nil, isInteger: false, "1.5e-7"),
    Form("0.1", nil, isInteger: false, "0.1"), Form("123.456", nil, isInteger: false, "123.456"),
  ]

  @Test(arguments: forms)
  func `a number knows whether it is an integer, which one, and how it is written`(_ form: Form) {
    let number = number(form.text)
    #expect(number.integer == form.integer)
    #expect(number.isInteger == form.isInteger)
    #expect("\(number)" == form.description)
  }

  @Test(arguments: forms)
  func `what a number is written as is the same number`(_ form: Form) {
    let number = number(form.text)
    #expect(self.number("\(number)") == number)
  }

  /// Each greater than the one before.
  static let ascending = [
    "-1e999999999", "-9223372036854775809", "-9223372036854775808", "-100", "-99.5", "-10", "-9",
    "-1.5", "-1", "-0.5", "-0.05", "-1e-999999999", "0", "1e-999999999", "0.05", "0.1", "0.11",
    "0.5",
    "1", "1.0000000000000000000000000000000001", "1.5", "2", "9", "9.99", "10", "99.5", "100",
    "101",
    "9223372036854775807", "9223372036854775807.1", "9223372036854775808", "1e20", "1.1e20",
    "1e999999999",
  ]

  @Test func `numbers are compared by value`() {
    for (i, a) in Self.ascending.enumerated() {
      for (j, b) in Self.ascending.enumerated() {
        #expect((number(a) < number(b)) == (i < j), "\(a) < \(b)")
        #expect((number(a) == number(b)) == (i == j), "\(a) == \(b)")
      }
    }
  }

  @Test(arguments: [
    ["0", "-0", "0.0", "0e99", "-0.000e-99"], ["5", "5.0", "0.5e1", "50e-1", "5.000", "0.05E+2"],
    ["-12.5", "-1.25e1", "-125e-1", "-12.50"], ["1e999999999", "10e999999998", "0.1e1000000000"],
    ["100000000000000000000000000000", "1e29", "1E+29", "1.0e29"],
  ])
  func `one value written in several ways is one number`(_ texts: [String]) {
    for a in texts {
      for b in texts {
        #expect(number(a) == number(b), "\(a) \(b)")
        #expect(!(number(a) < number(b)), "\(a) \(b)")
      }
    }
  }

  @Test(arguments: [
    "1e999999999999999999", "1e9223372036854775807", "1e9223372036854775808",
    "1e99999999999999999999999999999999999999", "0.0000000001e9999999999999999999999",
    "-1e1000000000000000000000000000000",
  ])
  func `exponents of any length are integers and do not trap`(_ text: String) {
    let huge = number(text)
    #expect(huge.isInteger)
    #expect(huge.integer == nil)
    #expect(huge == huge)
    #expect((huge < number("1e99")) == text.hasPrefix("-"))
    #expect(!huge.description.isEmpty)

    let tiny = number(text.replacing("e", with: "e-"))
    #expect(!tiny.isInteger)
    #expect(tiny.integer == nil)
    #expect((tiny < number("1e-99")))
    #expect((tiny < number("0")) == text.hasPrefix("-"))
  }

  @Test func `exponents beyond 10 to the 18th all count as that`() {
    #expect(number("1e1000000000000000000") == number("1e1000000000000000001"))
    #expect(number("1e999999999999999999") < number("1e1000000000000000000"))
    #expect(number("1e500000000000000000") < number("1e500000000000000001"))
    #expect(number("1e99999999999999999") < number("1e100000000000000000"))
  }

  @Test func `ten thousand digits are kept`() {
    let digits = String(repeating: "7", count: 10_000)
    #expect(number(digits).isInteger)
    #expect(number(digits).integer == nil)
    #expect(number(digits) < number(digits + ".1"))
    #expect(number(digits + "e-5000").isInteger == false)
  }

  @Test(arguments: [0, 1, -1, 10, 1000, 42, .max, .min, .max - 1, .min + 1])
  func `an Int survives the way there and back`(_ integer: Int) {
    #expect(JSONNumber(integer).integer == integer)
    #expect("\(JSONNumber(integer))" == "\(integer)")
    #expect(JSONNumber(integer).isNegative == (integer < 0))
  }

  @Test func `minus zero is not negative`() {
    #expect(!number("-0").isNegative)
    #expect(number("-0.1").isNegative)
  }

  @Test func `random decimals are ordered as Double orders them`() {
    var random = SplitMix64(seed: 9)
    var texts: [String] = []
    for _ in 0..<60 {
      let mantissa = Int.random(in: -2000...2000, using: &random)
      texts.append("\(mantissa)e\(Int.random(in: -4...4, using: &random))")
    }
    for a in texts {
      for b in texts {
        guard let x = Double(a), let y = Double(b) else { continue }
        #expect((number(a) < number(b)) == (x < y), "\(a) \(b)")
        #expect((number(a) == number(b)) == (x == y), "\(a) \(b)")
      }
    }
  }
}

import MockCore
import Testing

extension JSONParserTests {
  static let numbers: [Text] = [
    "0", "-0", "12", "-0.5", "10.01", "0e0", "0E-1", "1e+2", "123.456e78", "1.5e00", "1e0001",
    "1e999999999", "-1e-999999999999999999999999",
    "100000000000000000000000000000000000000000000000000000",
    "-0.000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
  ].map { Text($0) }

  @Test(arguments: numbers)
  func `a number is kept as it was written`(_ text: Text) throws {
    let document = try JSONDocument(Array("[".utf8) + text.bytes + Array(" ]".utf8))
    #expect(document.nodes[1].kind == .number)
    #expect(Array(document.source(1)) == text.bytes)
  }

  static let brokenNumbers: [Refused] = [
    Refused("-", "line 1, column 2 (byte 1): a digit was expected, found the end of the text"),
    Refused("[-]", "line 1, column 3 (byte 2): a digit was expected, found ']'"),
    Refused("[--1]", "line 1, column 3 (byte 2): a digit was expected, found '-'"),
    Refused("[- 1]", "line 1, column 3 (byte 2): a digit was expected, found a space"),
    Refused("[+1]", "line 1, column 2 (byte 1): a value was expected, found '+'"),
    Refused("[.5]", "line 1, column 2 (byte 1): a value was expected, found '.'"),
    Refused("[012]", "line 1, column 3 (byte 2): a number must not begin with a zero"),
    Refused("[-01]", "line 1, column 4 (byte 3): a number must not begin with a zero"),
    Refused("[1.]", "line 1, column 4 (byte 3): a digit was expected after the point, found ']'"),
    Refused("[1.e5]", "line 1, column 4 (byte 3): a digit was expected after the point, found 'e'"),
    Refused(
      "1.",
      "line 1, column 3 (byte 2): a digit was expected after the point, found the end of the text"),
    Refused("[1e]", "line 1, column 4 (byte 3): a digit was expected in the exponent, found ']'"),
    Refused("[1E+]", "line 1, column 5 (byte 4): a digit was expected in the exponent, found ']'"),
    Refused(
      "[1e+-2]", "line 1, column 5 (byte 4): a digit was expected in the exponent, found '-'"),
    Refused(
      "1e",
      "line 1, column 3 (byte 2): a digit was expected in the exponent, found the end of the text"),
    Refused("[1e2.5]", "line 1, column 5 (byte 4): ',' or ']' was expected, found '.'"),
    Refused("[0x1F]", "line 1, column 3 (byte 2): ',' or ']' was expected, found 'x'"),
    Refused("[1_000]", "line 1, column 3 (byte 2): ',' or ']' was expected, found '_'"),
    Refused("[1 000]", "line 1, column 4 (byte 3): ',' or ']' was expected, found '0'"),
    Refused(
      "[1\u{0660}]", "line 1, column 3 (byte 2): ',' or ']' was expected, found the byte 0xD9"),
    Refused("[\u{FF11}]", "line 1, column 2 (byte 1): a value was expected, found the byte 0xEF"),
    Refused(
      "{\"a\":\n1.\n}",
      "line 2, column 3 (byte 8): a digit was expected after the point, found the end of the line"),
  ]

  @Test(arguments: brokenNumbers)
  func `other numbers are refused with their place`(_ refused: Refused) {
    #expect(Self.message(of: refused.bytes) == refused.message)
  }

  // MARK: Eight digits at a time

  @Test(arguments: ["", "-", "1.", "1E-"], [1, 2, 7, 8, 9, 15, 16, 17])
  func `each byte is judged alike behind each number of digits`(_ start: String, _ digits: Int) {
    let number = Array(start.utf8) + Array(repeating: UInt8(ascii: "1"), count: digits)
    for next in UInt8.min...UInt8.max {
      for tail in [0, 1, 7, 8] {
        let behind = Array(repeating: UInt8(ascii: "9"), count: tail)
        let message = Self.message(of: number + [next] + behind)
        let offset: Int? =
          switch next {
          case UInt8(ascii: "0")...UInt8(ascii: "9"): nil
          case UInt8(ascii: ".") where start.count < 2: tail == 0 ? number.count + 1 : nil
          case UInt8(ascii: "e") where start.count < 3: tail == 0 ? number.count + 1 : nil
          case UInt8(ascii: "E") where start.count < 3: tail == 0 ? number.count + 1 : nil
          case 0x20, 0x09, 0x0A, 0x0D: tail == 0 ? nil : number.count + 1
          default: number.count
          }
        let isRight = offset.map { message?.contains("(byte \($0))") == true } ?? (message == nil)
        #expect(isRight, "\(next) before \(tail) digits: \(message ?? "taken")")
      }
    }
  }
}

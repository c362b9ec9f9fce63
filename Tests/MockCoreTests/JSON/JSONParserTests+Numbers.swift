import MockCore
import Testing

extension JSONParserTests {
  static let numbers: [Text] = [
    "0", "-0", "1", "-1", "12", "-123", "0.0", "-0.5", "0.1", "10.01", "123.456789", "0e0", "0e1",
    "0e+1", "0E-1", "1e2", "1E2", "1e+2", "1E+2", "1e-2", "1E-2", "1E22", "123e45", "123e65",
    "20e1", "123.456e78", "1.5e00", "1e0001", "1e999999999", "-1e-999999999999999999999999",
    "100000000000000000000000000000000000000000000000000000",
    "-0.000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
  ].map { Text($0) }

  @Test(arguments: numbers)
  func `numbers of the grammar are taken`(_ text: Text) throws {
    #expect(Self.message(of: text.bytes) == nil)
    let document = try JSONDocument(Array("[".utf8) + text.bytes + Array(" ]".utf8))
    #expect(document.nodes[1].kind == .number)
    #expect(Array(document.source(1)) == text.bytes)
  }

  static let brokenNumbers: [Refused] = [
    Refused("-", "line 1, column 2 (byte 1): a digit was expected, found the end of the text"),
    Refused("[-]", "line 1, column 3 (byte 2): a digit was expected, found ']'"),
    Refused("[--1]", "line 1, column 3 (byte 2): a digit was expected, found '-'"),
    Refused("[- 1]", "line 1, column 3 (byte 2): a digit was expected, found a space"),
    Refused("[-a]", "line 1, column 3 (byte 2): a digit was expected, found 'a'"),
    Refused("[-.5]", "line 1, column 3 (byte 2): a digit was expected, found '.'"),
    Refused("[-Infinity]", "line 1, column 3 (byte 2): a digit was expected, found 'I'"),
    Refused("[+1]", "line 1, column 2 (byte 1): a value was expected, found '+'"),
    Refused("[.5]", "line 1, column 2 (byte 1): a value was expected, found '.'"),
    Refused("[00]", "line 1, column 3 (byte 2): a number must not begin with a zero"),
    Refused("[012]", "line 1, column 3 (byte 2): a number must not begin with a zero"),
    Refused("[-01]", "line 1, column 4 (byte 3): a number must not begin with a zero"),
    Refused("[1.]", "line 1, column 4 (byte 3): a digit was expected after the point, found ']'"),
    Refused("[1.e5]", "line 1, column 4 (byte 3): a digit was expected after the point, found 'e'"),
    Refused("[0.-1]", "line 1, column 4 (byte 3): a digit was expected after the point, found '-'"),
    Refused(
      "1.",
      "line 1, column 3 (byte 2): a digit was expected after the point, found the end of the text"),
    Refused("[1e]", "line 1, column 4 (byte 3): a digit was expected in the exponent, found ']'"),
    Refused("[1E+]", "line 1, column 5 (byte 4): a digit was expected in the exponent, found ']'"),
    Refused("[1e-]", "line 1, column 5 (byte 4): a digit was expected in the exponent, found ']'"),
    Refused(
      "[1e+-2]", "line 1, column 5 (byte 4): a digit was expected in the exponent, found '-'"),
    Refused("[1ee2]", "line 1, column 4 (byte 3): a digit was expected in the exponent, found 'e'"),
    Refused(
      "1e",
      "line 1, column 3 (byte 2): a digit was expected in the exponent, found the end of the text"),
    Refused("[1e2.5]", "line 1, column 5 (byte 4): ',' or ']' was expected, found '.'"),
    Refused("[1.2.3]", "line 1, column 5 (byte 4): ',' or ']' was expected, found '.'"),
    Refused("[0x1F]", "line 1, column 3 (byte 2): ',' or ']' was expected, found 'x'"),
    Refused("[1_000]", "line 1, column 3 (byte 2): ',' or ']' was expected, found '_'"),
    Refused("[1 000]", "line 1, column 4 (byte 3): ',' or ']' was expected, found '0'"),
    Refused("[1-2]", "line 1, column 3 (byte 2): ',' or ']' was expected, found '-'"),
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
}

extension JSONCases {
  static let refusedNumbers: [JSONCase] = [
    // Signs.
    JSONCase("a plus", "[+1]"),
    JSONCase("two pluses", "[++1234]"),
    JSONCase("a minus alone", "[-]"),
    JSONCase("a minus before a blank", "[- 1]"),
    JSONCase("a minus before letters", "[-foo]"),
    JSONCase("a sum", "[1+2]"),
    // Zeros in front.
    JSONCase("a zero in front", "[012]"),
    JSONCase("a zero in front of a negative digit", "[-01]"),
    JSONCase("a zero in front of a negative number", "[-012]"),
    JSONCase("two zeros and a fraction", "[00.0]"),
    JSONCase("two zeros and an exponent", "[00e0]"),
    JSONCase("two negative zeros and a fraction", "[-00.0]"),
    JSONCase("two negative zeros and an exponent", "[-00e0]"),
    // Points.
    JSONCase("no digit before the point", "[.123]"),
    JSONCase("no digit between the minus and the point", "[-.123]"),
    JSONCase("a minus behind the point", "[.-1]"),
    JSONCase("no digit before the point of a power", "[.2e-3]"),
    JSONCase("no digit behind the point", "[1.]"),
    JSONCase("no digit behind the point of a negative number", "[-2.]"),
    JSONCase("no digit between the point and an exponent", "[2.e3]"),
    JSONCase("no digit between the point and a positive exponent", "[2.e+3]"),
    JSONCase("no digit between the point and a negative exponent", "[2.e-3]"),
    JSONCase("no digit between zero's point and an exponent", "[0.e1]"),
    JSONCase("digits neither behind the point nor in the exponent", "[9.e+]"),
    JSONCase("two points", "[0.1.2]"),
    JSONCase("a second point at the end", "[-1.0.]"),
    // Exponents.
    JSONCase("no digit behind zero's e", "[0e]"),
    JSONCase("no digit behind zero's e+", "[0e+]"),
    JSONCase("no digit behind zero's E", "[0E]"),
    JSONCase("no digit behind zero's E+", "[0E+]"),
    JSONCase("no digit behind a fraction's e", "[0.3e]"),
    JSONCase("no digit behind a fraction's e+", "[0.3e+]"),
    JSONCase("no digit behind the e of 1.0", "[1.0e]"),
    JSONCase("no digit behind the e+ of 1.0", "[1.0e+]"),
    JSONCase("no digit behind the e- of 1.0", "[1.0e-]"),
    JSONCase("two signs in the exponent", "[0e+-1]"),
    JSONCase("two letters e", "[1eE2]"),
    JSONCase("a letter in place of the exponent", "[1ea]"),
    JSONCase("half a character in place of the exponent", bytes: array("1e", 0xE5)),
    JSONCase("half a character behind the exponent", bytes: array("1e1", 0xE5)),
    // Other letters and characters.
    JSONCase("a blank between thousands", "[1 000.0]"),
    JSONCase("one hexadecimal digit", "[0x1]"),
    JSONCase("two hexadecimal digits", "[0x42]"),
    JSONCase("a letter behind a negative number", "[-1x]"),
    JSONCase("letters behind a negative fraction", "[-123.123foo]"),
    JSONCase("a letter within a number", "[1.2a-3]"),
    JSONCase("an H in place of the e", "[1.8011670033376514H-308]"),
    JSONCase("half a character behind zero", bytes: array("0", 0xE5)),
    JSONCase("half a character behind a number", bytes: array("123", 0xE5)),
    JSONCase("a digit of full width", "[\u{FF11}]"),
    // Not numbers.
    JSONCase("NaN", "[NaN]"),
    JSONCase("negative NaN", "[-NaN]"),
    JSONCase("Inf", "[Inf]"),
    JSONCase("positive Inf", "[+Inf]"),
    JSONCase("Infinity", "[Infinity]"),
    JSONCase("negative Infinity", "[-Infinity]"),
  ]

  private static func array(_ text: String, _ byte: UInt8) -> [UInt8] {
    Array("[\(text)".utf8) + [byte, UInt8(ascii: "]")]
  }
}

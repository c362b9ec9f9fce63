extension JSONCases {
  static let takenStructures: [JSONCase] = [
    JSONCase("an empty array", "[]"),
    JSONCase("blanks within an array", "[[]   ]"),
    JSONCase("blanks around an array", " [] "),
    JSONCase("a blank before an array", " [1]"),
    JSONCase("a blank behind an array", "[2] "),
    JSONCase("a line end within an array", "[1\n]"),
    JSONCase("a line end behind an array", "[\"a\"]\n"),
    JSONCase("an empty string in an array", #"[""]"#),
    JSONCase("one string in an array", #"["a"]"#),
    JSONCase("false in an array", "[false]"),
    JSONCase("true in an array", "[true]"),
    JSONCase("null in an array", "[null]"),
    JSONCase("several nulls between numbers", "[1,null,null,null,2]"),
    JSONCase("elements of several kinds", #"[null, 1, "1", {}]"#),
    JSONCase("an empty object", "{}"),
    JSONCase("one member", #"{"asd":"sdf"}"#),
    JSONCase("two members", #"{"asd":"sdf", "dfg":"fgh"}"#),
    JSONCase("an array as a member", #"{"a":[]}"#),
    JSONCase("a key twice with two values", #"{"a":"b","a":"c"}"#),
    JSONCase("a key twice with one value", #"{"a":"b","a":"b"}"#),
    JSONCase("an empty key", #"{"":0}"#),
    JSONCase("an escaped zero in a key", #"{"foo\u0000bar": 42}"#),
    JSONCase("large numbers as members", #"{ "min": -1.0e+28, "max": 1.0e+28 }"#),
    JSONCase(
      "strings of forty characters in nested objects",
      #"{"x":[{"id": "\#(forty)"}], "id": "\#(forty)"}"#),
    JSONCase(
      "a value of escaped Cyrillic letters",
      #"{"title":"\u041f\u043e\u043b\u0442\u043e\u0440\u0430 \u0417\u0435\u043c\u043b\u0435\u043a\u043e\u043f\u0430" }"#
    ),
    JSONCase("line ends within an object", "{\n\"a\": \"b\"\n}"),
    JSONCase("false alone", "false"),
    JSONCase("true alone", "true"),
    JSONCase("null alone", "null"),
    JSONCase("an integer alone", "42"),
    JSONCase("a negative fraction alone", "-0.1"),
    JSONCase("a string alone", #""asd""#),
    JSONCase("an empty string alone", #""""#),
  ]

  private static let forty = String(repeating: "x", count: 40)

  static let takenNumbers: [JSONCase] = [
    JSONCase("an integer", "[123]"),
    JSONCase("a fraction", "[123.456789]"),
    JSONCase("a number behind a blank", "[ 4]"),
    JSONCase("minus one", "[-1]"),
    JSONCase("a negative integer", "[-123]"),
    JSONCase("zero with a minus", "[-0]"),
    JSONCase("zero with an exponent", "[0e1]"),
    JSONCase("zero with a positive exponent", "[0e+1]"),
    JSONCase("an integer with an exponent", "[20e1]"),
    JSONCase("an exponent of two digits", "[123e45]"),
    JSONCase("an exponent beyond that of a 32-bit float", "[123e65]"),
    JSONCase("a fraction with an exponent", "[123.456e78]"),
    JSONCase("a positive exponent", "[1e+2]"),
    JSONCase("a negative exponent", "[1e-2]"),
    JSONCase("an exponent with a capital letter", "[1E22]"),
    JSONCase("a positive exponent with a capital letter", "[1E+2]"),
    JSONCase("a negative exponent with a capital letter", "[1E-2]"),
    JSONCase(
      "a fraction close to zero", "[-0." + String(repeating: "0", count: 77) + "1]"),
  ]
}

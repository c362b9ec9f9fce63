extension JSONCases {
  static let refusedStrings: [JSONCase] = [
    // Quotation marks.
    JSONCase("a quotation mark alone", "\""),
    JSONCase("apostrophes", "['single quote']"),
    JSONCase("a letter without quotation marks", "[\u{E9}]"),
    JSONCase("an escape without quotation marks", #"[\n]"#),
    JSONCase("an escaped blank before the string", #"[\u0020"asd"]"#),
    JSONCase("an escaped line end before the string", #"[\u000A""]"#),
    JSONCase("the closing mark is escaped", #"["\"]"#),
    JSONCase("the closing mark is escaped behind a backslash that is", #"["\\\"]"#),
    JSONCase("the end behind a backslash", #"["\"#),
    // Control characters.
    JSONCase("a tab", "[\"\t\"]"),
    JSONCase("a line end", "[\"new\nline\"]"),
    JSONCase("the byte zero between letters", "[\"a\0a\"]"),
    JSONCase("a tab behind a backslash", "[\"\\\t\"]"),
    JSONCase("the byte zero behind a backslash", "[\"\\\0\"]"),
    // Escapes of other languages.
    JSONCase("an escape by two hexadecimal digits", #"["\x00"]"#),
    JSONCase("an escape by octal digits", #"["\012"]"#),
    JSONCase("an escape of the bell", #"["\a"]"#),
    JSONCase("an escape with a capital U", #""\UA66D""#),
    JSONCase("a cyclone behind a backslash", "[\"\\\u{1F300}\"]"),
    JSONCase("half a character behind a backslash", string: [0x5C, 0xE5]),
    // Too few hexadecimal digits.
    JSONCase("three digits", #"["\u00A"]"#),
    JSONCase("letters for digits", #"["\uqqqq"]"#),
    JSONCase("half a character for digits", string: [0x5C, 0x75, 0xE5]),
    JSONCase("two digits of the second surrogate", #"["\uD834\uDd"]"#),
    JSONCase("no digit of the second surrogate", #"["\uD800\u"]"#),
    JSONCase("one digit of the second surrogate", #"["\uD800\u1"]"#),
    JSONCase("one digit of the second surrogate, and a letter", #"["\uD800\u1x"]"#),
    JSONCase("the closing mark is escaped behind a surrogate", #"["\uD800\"]"#),
    JSONCase("an unknown escape behind two first surrogates", #"["\uD800\uD800\x"]"#),
  ]
}

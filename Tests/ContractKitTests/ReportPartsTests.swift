import MockCore
import Testing

@testable import ContractKit

struct ReportPartsTests {
  @Test func `what is interpolated into markup is text`() {
    let markup: Markup =
      "<a b=\"\("\"'<&>\n\u{0}")\">\(lines: "1\n\t2\r")\(["<i>" as Markup, "\(7)"])"
    #expect(
      markup.source
        == #"<a b="&quot;&#39;&lt;&amp;&gt;\u{a}\u{0}">1"# + "\n\t2" + #"\u{d}<i>7"#)
    #expect(("\("e\u{301}<\u{301}")" as Markup).source == "e\u{301}&lt;\u{301}")
  }

  @Test(arguments: [
    (
      #"{"a":1.50,"b":[],"c":{},"a":[1e2,"\u0041\"",null,[true]]}"#,
      "{\n  \"a\": 1.50,\n  \"b\": [],\n  \"c\": {},\n  \"a\": [\n    1e2,\n    \"\\u0041\\\"\",\n    null,\n"
        + "    [\n      true\n    ]\n  ]\n}"
    ),
    (" 7 ", "7"), (#""x""#, #""x""#), ("[]", "[]"),
  ]) func `JSON is indented and otherwise as it was sent`(_ json: String, _ indented: String) throws
  {
    #expect(try JSONDocument(Array(json.utf8)).indented == indented)
  }

  @Test func `spans are rounded, not cut`() {
    #expect(Duration.milliseconds(449).seconds(decimals: 1) == "0.4")
    #expect(Duration.milliseconds(450).seconds(decimals: 1) == "0.5")
    #expect(Duration.milliseconds(999).seconds(decimals: 1) == "1.0")
    #expect(Duration.microseconds(12).seconds(decimals: 6) == "0.000012")
    #expect(Duration.seconds(61).seconds(decimals: 3) == "61.000")
    #expect(Duration.milliseconds(12).text == "12 ms")
    #expect(Duration.milliseconds(1250).text == "1.3 s")
    #expect(Duration.seconds(125).text == "2 min 5 s")
  }
}

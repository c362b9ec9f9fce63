import Testing

@testable import MockCore

struct OrderMatcherTests {
  private func mismatches(_ json: String) throws -> [String] {
    let value = JSONValue(try JSONDocument(Array(json.utf8)), 0)
    return Matcher.ordered(by: "id").mismatches(value, at: "body", Bindings()).map(\.description)
  }

  @Test(arguments: [
    "[]", #"[{"id":"b"}]"#, #"[{"id":"a"},{"id":"a"},{"id":"b","x":1}]"#,
    // Upper case comes first in bytes, and what is not ASCII last.
    #"[{"id":"B"},{"id":"a"},{"id":"é"}]"#,
  ])
  func `an array in order is right`(_ json: String) throws {
    #expect(try mismatches(json) == [])
  }

  @Test(arguments: [
    (
      #"[{"id":"a"},{"id":"c"},{"id":"b"},{"id":"a"}]"#,
      #"body/2/id: expected a text not before "c", found "b""#
    ),
    (#"[{"id":1}]"#, "body/0/id: expected a text, found 1"),
    (#"[{"id":"a"},{}]"#, #"body/1/id: expected a text not before "a", found nothing"#),
    (#"["a"]"#, "body/0/id: expected a text, found nothing"),
    (#"{"id":"a"}"#, #"body: expected an array in the order of id, found {"id":"a"}"#),
  ])
  func `the first element out of order is named`(_ json: String, _ mismatch: String) throws {
    #expect(try mismatches(json) == [mismatch])
  }
}

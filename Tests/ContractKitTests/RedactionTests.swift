import Testing

@testable import ContractKit

struct RedactionTests {
  private let redaction = Redaction(["secret", "secret-other", ""])

  @Test func `the longest token goes first`() {
    #expect(redaction.redacted("a secret-other, a secret") == "a ‹token›, a ‹token›")
    #expect(redaction.redacted("nothing") == "nothing")
  }

  @Test func `a token is found as JSON writes it`() {
    let redaction = Redaction([#"a/b"c\d"#])
    #expect(redaction.redacted(#"a/b"c\d"#) == "‹token›")
    #expect(
      redaction.redacted(#"{"t":"a/b\"c\\d","u":"a\/b\"c\\d"}"#)
        == #"{"t":"‹token›","u":"‹token›"}"#)
  }

  @Test func `of an authorization the scheme is left, whatever follows`() {
    func value(_ name: String, _ value: String) -> String { redaction.field(name, value).value }
    #expect(value("authorization", "Bearer somebody") == "Bearer ‹token›")
    #expect(value("Proxy-Authorization", "Basic a b") == "Basic ‹token›")
    #expect(value("Authorization", "somebody") == "‹token›")
    #expect(value("x-echo", "Bearer secret") == "Bearer ‹token›")
  }

  @Test func `a token that is shorter than words is taken out of its field alone`() {
    let redaction = Redaction(["me"])
    #expect(redaction.redacted("some time") == "some time")
    #expect(redaction.field("Authorization", "Bearer me").value == "Bearer ‹token›")
  }

  @Test func `a short text is there whole, without the token`() {
    let body = Array("{\"token\": \"secret\"}\r\n\té".utf8)
    #expect(redaction.excerpt(body, length: body.count) == "{\"token\": \"‹token›\"}\r\n\té")
  }

  @Test func `what is no text is its size`() {
    for body: [UInt8] in [[0xFF, 0xD8, 0xFF], [0x61, 0x00], [0xC3]] {
      #expect(
        redaction.excerpt(body, length: body.count) == "(\(body.count) bytes that are no text)")
    }
  }

  @Test(arguments: [5_000, 20_000, 100_000], ["a", "", "ab", "abc"])
  func `a long text is cut between two characters`(_ length: Int, _ beginning: String) {
    let text = beginning + String(repeating: "日", count: length)
    let body = Array(text.utf8)
    let excerpt = redaction.excerpt(body, length: body.count)
    let size = "… (\(body.count) bytes)"
    #expect(excerpt.hasSuffix("日" + size))
    #expect((4090...4096).contains(excerpt.count - size.count))
    #expect(!excerpt.contains("\u{FFFD}"))
  }

  @Test(arguments: [4_090, 16_380]) func `a token on a cut leaves nothing of itself`(_ offset: Int)
  {
    let body =
      Array((String(repeating: "x", count: offset) + "secret-other").utf8)
      + [UInt8](repeating: UInt8(ascii: "y"), count: 20_000)
    let excerpt = redaction.excerpt(body, length: body.count)
    #expect(!excerpt.contains("sec"))
  }
}

import MockCore
import Testing

@testable import MockServer

struct TokenFileTests {
  @Test func `a file has one token a line, comments and blanks`() throws {
    let text = "# the team\n one \r\n\ntwo~2\n#three\n"
    let tokens = try TokenFile.tokens(in: Array(text.utf8), path: "t")
    #expect(
      tokens == Set([try Token(Array("one".utf8)[...]), try Token(Array("two~2".utf8)[...])]))
  }

  @Test func `a line that is no token is named and not shown`() {
    let error = #expect(throws: MockServerError.self) {
      _ = try TokenFile.tokens(in: Array("one\nsecret word\n".utf8), path: "t.txt")
    }
    #expect(
      error?.description
        == "t.txt:2:1: error: expected a token of 1 to 512 visible ASCII characters without blanks "
        + "and commas")
  }

  @Test func `a file without a token is refused`() {
    let error = #expect(throws: MockServerError.self) {
      _ = try TokenFile.tokens(in: Array("# nobody\n".utf8), path: "t.txt")
    }
    #expect(error?.description == "t.txt:1:1: error: the file holds no token")
  }

  @Test func `a file that cannot be read says why`() {
    let error = #expect(throws: MockServerError.self) {
      _ = try TokenFile.tokens(at: "/nowhere/tokens")
    }
    #expect(error?.description == "cannot read /nowhere/tokens: No such file or directory")
  }
}

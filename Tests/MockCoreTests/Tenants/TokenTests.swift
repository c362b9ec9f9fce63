import Testing

@testable import MockCore

struct TokenTests {
  private func token(_ value: String) -> Result<Token, Token.Problem> {
    do throws(Token.Problem) {
      return .success(try Token(authorization: Array(value.utf8)[...]))
    } catch {
      return .failure(error)
    }
  }

  struct Field: Sendable, CustomTestStringConvertible {
    let value: String
    let token: String

    init(_ value: String, _ token: String) {
      self.value = value
      self.token = token
    }

    var testDescription: String { value }
  }

  @Test(arguments: [
    Field("Bearer abc", "abc"), Field("bearer abc", "abc"), Field("BEARER abc", "abc"),
    Field("bEaReR x", "x"), Field("Bearer   abc", "abc"), Field("Bearer abc  ", "abc"),
    Field("Bearer abc\t", "abc"), Field("Bearer <token>", "<token>"),
    Field("Bearer !\"#$%&'()*+-./:;=?@[\\]^_`{|}~", "!\"#$%&'()*+-./:;=?@[\\]^_`{|}~"),
    Field("Bearer Bearer", "Bearer"), Field("Bearer a~b", "a~b"),
  ])
  func `a well-formed token is taken`(_ field: Field) throws {
    #expect(try token(field.value).get().bytes == Array(field.token.utf8))
  }

  @Test(arguments: [
    "", " ", " Bearer abc", "Basic abc", "Bearerabc", "Bearer:abc", "Token abc", "abc", "Bear abc",
    "Bearers abc", "Bearer\tabc", "\u{212A}earer abc",
  ])
  func `another scheme is refused`(_ value: String) {
    #expect(token(value) == .failure(.scheme))
  }

  @Test(arguments: ["Bearer", "Bearer ", "Bearer    ", "Bearer \t", "bearer"])
  func `an empty token is refused`(_ value: String) {
    #expect(token(value) == .failure(.empty))
  }

  @Test(arguments: [
    "Bearer a b", "Bearer a,b", "Bearer a, Bearer b", "Bearer a\tb", "Bearer \u{7F}", "Bearer a\0",
    "Bearer é", "Bearer a\u{A0}", "Bearer \u{1F}", "Bearer a\r\nX: y", "Bearer ,",
  ])
  func `blanks, commas and what is not visible ASCII are refused`(_ value: String) {
    #expect(token(value) == .failure(.character))
  }

  @Test func `a token has 1 to 512 characters`() throws {
    let longest = String(repeating: "t", count: 512)
    #expect(try token("Bearer \(longest)").get().bytes.count == 512)
    #expect(token("Bearer \(longest)t") == .failure(.tooLong))
  }

  @Test func `exactly the visible ASCII characters but the comma are taken`() {
    for byte in UInt8.min...UInt8.max {
      let isTaken = (try? Token([0x61, byte, 0x61])) != nil
      #expect(isTaken == ((0x21...0x7E).contains(byte) && byte != 0x2C), "\(byte)")
    }
  }

  @Test(arguments: [
    ("submit.answer-lost~ci-7", "submit.answer-lost", "ci-7"), ("~x", "", "x"), ("x~", "x", ""),
    ("~", "", ""), ("a~b~c", "a", "b~c"),
  ])
  func `what stands before the first tilde names a story`(
    _ text: String, _ name: String, _ rest: String
  ) throws {
    let token = try Token(Array(text.utf8)[...])
    let parts = try #require(token.storyParts)
    #expect(Array(parts.name) == Array(name.utf8))
    #expect(Array(parts.rest) == Array(rest.utf8))
    #expect(token.bytes == Array(text.utf8))
    #expect(try Token(Array("plain".utf8)[...]).storyParts == nil)
  }

  @Test func `tokens are equal by their bytes and with case`() throws {
    #expect(try token("Bearer a").get() == token("bearer  a ").get())
    #expect(try token("Bearer a").get() != token("Bearer A").get())
  }
}

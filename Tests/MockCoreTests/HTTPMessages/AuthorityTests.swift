import HTTPMessages
import Testing

struct AuthorityTests {
  private func isWellFormed(_ text: String) -> Bool {
    // A slice that does not begin at 0, as in a request.
    Authority.isWellFormed((Array("GET ".utf8) + Array(text.utf8))[4...])
  }

  @Test(arguments: [
    "localhost", "localhost:8080", "127.0.0.1", "127.0.0.1:1", "a.b-c_d~e",
    "Model-API.RunComfy.net",
    "h:0", "h:65535", "h:00080", "[::1]", "[::1]:8080", "[2001:db8::1]", "[::ffff:127.0.0.1]:80",
    "[FE80::1]", "xn--bcher-kva.example",
  ])
  func `host names, addresses and ports are taken`(_ text: String) {
    #expect(isWellFormed(text))
  }

  @Test(arguments: [
    "", ":", ":80", "h:", "h:65536", "h:99999", "h:123456", "h:8x", "h:-1", "h: 80", "h:80:80",
    "user@h", "u:p@h", "h/", "h/path", "h?q", "h#f", "h h", " h", "h ", "h\t", "h,i", "h\"", "h<",
    "h>", "h\\", "h'", "h%41", "é", "h\0", "h\n", "[", "[]", "[:]", "[::1", "::1", "[::1]x",
    "[::1]:",
    "[::1]:x", "[g::]", "[::1%25eth0]", "[[::1]]", "http://h", "h|i", "h{", "h^", "h`", "h&i",
    "h;i",
  ])
  func `nothing that could need escaping is taken`(_ text: String) {
    #expect(!isWellFormed(text))
  }

  @Test func `a host of 255 characters with its port is taken and no longer one`() {
    #expect(isWellFormed(String(repeating: "h", count: 255) + ":65535"))
    #expect(isWellFormed(String(repeating: "h", count: 261)))
    #expect(!isWellFormed(String(repeating: "h", count: 262)))
    #expect(!isWellFormed(String(repeating: "h", count: 100_000)))
  }
}

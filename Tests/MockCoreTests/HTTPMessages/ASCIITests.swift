import HTTPMessages
import Testing

struct ASCIITests {
  @Test func `only A to Z become lower-case`() {
    for byte in UInt8.min...UInt8.max {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      #expect(byte.lowercasedASCII == (isUpper ? byte + 32 : byte))
    }
  }

  @Test func `bytes are compared without case, also in the middle of others`() {
    let text = Array("x Bearer y".utf8)
    #expect(text[2..<8].equalsIgnoringCase("bearer"))
    #expect(!text[2..<9].equalsIgnoringCase("bearer"))
    #expect(!text[2..<7].equalsIgnoringCase("bearer"))
    #expect(!text[1..<7].equalsIgnoringCase("bearer"))
    #expect(text[2..<2].equalsIgnoringCase(""))
    // A control character is no letter, although only one bit is missing.
    #expect(!Array("a\r".utf8)[...].equalsIgnoringCase("a-"))
  }

  @Test func `a beginning is compared with case`() {
    let text = Array("x/v1/y".utf8)[1...]
    #expect(text.starts(with: "/v1/"))
    #expect(text.starts(with: "/v1/y"))
    #expect(text.starts(with: ""))
    #expect(!text.starts(with: "/V1/"))
    #expect(!text.starts(with: "/v1/yz"))
    #expect(!text.starts(with: "x"))
  }
}

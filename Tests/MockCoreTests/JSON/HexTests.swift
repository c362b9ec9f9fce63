import Testing

@testable import MockCore

struct HexTests {
  @Test func `only the 22 hexadecimal digits have a value`() {
    for byte in UInt8.min...UInt8.max {
      let digit = byte < 0x80 ? Character(UnicodeScalar(byte)).hexDigitValue : nil
      #expect(Hex.value(of: byte).map(Int.init) == digit)
    }
  }

  @Test func `digits are written in lower case and bytes in upper case`() {
    #expect((UInt8(0)..<16).map { Hex.lowerDigit($0) } == Array("0123456789abcdef".utf8))
    #expect(
      [0, 9, 10, 15, 16, 0xAB, 0xFF].map { Hex.upper($0) }
        == ["00", "09", "0A", "0F", "10", "AB", "FF"])
  }
}

import Testing

@testable import MockCore

struct RequestIDTests {
  private static let key: UInt64 = 0x0123_4567_89AB_CDEF

  private func id(_ slot: Int, _ generation: UInt64, _ random: UInt64) -> RequestID {
    RequestID(slot: slot, generation: generation, random: random, key: Self.key)
  }

  @Test func `an id is a lower-case UUID of version 4`() throws {
    var random = SplitMix64(seed: 1)
    for slot in 0..<500 {
      let text = id(slot, UInt64(slot % 7) + 1, random.next()).description
      #expect(
        text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil, "\(text)")
    }
  }

  @Test func `all random bits set or none still make version 4`() {
    for random in [UInt64.min, .max] {
      let text = Array(id(0, 1, random).description)
      #expect(text[14] == "4")
      #expect("89ab".contains(text[19]))
    }
  }

  @Test func `an id that is written is the id that is read`() throws {
    var random = SplitMix64(seed: 2)
    for slot in 0..<500 {
      let id = id(slot, 1, random.next())
      #expect(RequestID(Array(id.description.utf8)) == id)
      var text = Array("<".utf8)
      text.append(id)
      #expect(String(decoding: text, as: UTF8.self) == "<\(id)")
    }
  }

  @Test func `the halves are the digits in their order`() throws {
    let id = try #require(RequestID("01234567-89ab-4cde-8f01-23456789abcd".utf8))
    #expect(id.high == 0x0123_4567_89AB_4CDE)
    #expect(id.low == 0x8F01_2345_6789_ABCD)
    #expect("\(id)" == "01234567-89ab-4cde-8f01-23456789abcd")
  }

  @Test(arguments: [
    "", "x", "01234567-89ab-4cde-8f01-23456789abc", "01234567-89ab-4cde-8f01-23456789abcde",
    "01234567-89AB-4cde-8f01-23456789abcd", "01234567-89ab-4cde-8f01-23456789abcD",
    "0123456789ab4cde8f0123456789abcd", "{1234567-89ab-4cde-8f01-23456789abc}",
    "01234567-89ab-4cde-8f01_23456789abcd", "01234567889ab-4cde-8f01-23456789abcd",
    "0123456--89ab-4cde-8f01-23456789abcd", "g1234567-89ab-4cde-8f01-23456789abcd",
    "01234567-89ab-4cde-8f01-23456789abc ", "01234567-89ab-4cde-8f01-23456789ab\u{E9}",
  ])
  func `anything else is not an id`(_ text: String) {
    #expect(RequestID(text.utf8) == nil)
  }

  @Test(arguments: Array("ABCDEF"))
  func `no digit may be upper-case`(_ digit: Character) {
    #expect(RequestID("\(digit.lowercased())1234567-89ab-4cde-8f01-23456789abcd".utf8) != nil)
    #expect(RequestID("\(digit)1234567-89ab-4cde-8f01-23456789abcd".utf8) == nil)
  }

  @Test func `what was sealed is unsealed with the same key only`() {
    var random = SplitMix64(seed: 3)
    var mistaken = 0
    for slot in [0, 1, 1023, 1024, 999_999, (1 << 24) - 1] {
      for generation: UInt64 in [1, 2, 1000, (1 << 38) - 1] {
        let id = id(slot, generation, random.next())
        #expect(id.unsealed(key: Self.key).slot == slot)
        #expect(id.unsealed(key: Self.key).generation == generation)
        if id.unsealed(key: Self.key ^ 1) == (slot, generation) { mistaken += 1 }
      }
    }
    #expect(mistaken == 0)
  }

  @Test func `neighbouring jobs have ids that tell nothing`() {
    // Half of the 62 sealed bits differ, give or take, although slots differ by one bit or two.
    var random = SplitMix64(seed: 4)
    var bits = 0
    for slot in 0..<1000 {
      let pair = (id(slot, 1, random.next()), id(slot ^ 1, 1, random.next()))
      bits += (pair.0.low ^ pair.1.low).nonzeroBitCount
    }
    #expect((29_000...33_000).contains(bits))
  }
}

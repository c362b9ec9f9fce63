import Testing

@testable import MockCore

/// The small languages of stories: times, paces, ordinals.
struct StoryTextsTests {
  @Test(
    arguments: [
      ("0s", 0), ("300ms", 300_000_000), ("2s", 2_000_000_000), ("1.5s", 1_500_000_000),
      ("5m", 300_000_000_000), ("1h", 3_600_000_000_000), ("3d", 259_200_000_000_000),
      ("0.000001ms", 1), ("0.000000001s", 1), ("0.999999999d", 86_399_999_913_600),
      ("999999999.999999999ms", 999_999_999_999_999), ("3660d", 316_224_000_000_000_000),
      ("007s", 7_000_000_000),
    ] as [(String, Int64)])
  func `a time is digits and a unit`(_ text: String, _ nanoseconds: Int64) {
    #expect(Span64(story: text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    "", "s", "ms", "2", "2 s", " 2s", "2S", "2us", "-2s", "+2s", ".5s", "5.s", "1.2.3s", "1e3s",
    "two s", "٣s",
    "1234567890s", "0.1234567890s", "s2", "2ss", "1h30m",
  ])
  func `everything else is none`(_ text: String) {
    #expect(Span64(story: text) == nil)
    #expect(!Span64.isTooLong(story: text))
  }

  @Test(arguments: ["d", "h", "m", "s", "ms"])
  func `no digits overflow`(_ unit: String) {
    for whole in ["0", "1", "106751", "106752", "2562047", "153722867", "316224001", "999999999"] {
      for fraction in ["", ".0", ".5", ".999999999"] {
        let text = whole + fraction + unit
        let isTooLong = Span64.isTooLong(story: text)
        #expect((Span64(story: text) == nil) == isTooLong, "\(text)")
      }
    }
    #expect(Span64(story: "3660.000000001d") == nil)
    #expect(Span64.isTooLong(story: "3660.000000001d"))
  }

  @Test(
    arguments: [
      0, 1, 999, 1_000_000, 1_500_000, 1_000_000_000, 90_000_000_000, 60_000_000_000,
      86_400_000_000_000,
      123_456_789_012_345, Span64.longest.nanoseconds, Span64.longest.nanoseconds - 1,
    ] as [Int64])
  func `a time that is written is read again`(_ nanoseconds: Int64) {
    let span = Span64(nanoseconds: nanoseconds)
    // Digits in front of the point are counted.
    guard nanoseconds < 1_000_000_000_000_000 || nanoseconds % 1_000_000_000 == 0 else {
      #expect(span.story.hasSuffix("ms"))
      return
    }
    #expect(Span64(story: span.story) == span, "\(span.story)")
  }

  @Test func `times are written in the largest unit that divides them`() {
    #expect(Span64.never.story == "forever")
    #expect(
      [0, 90_000, 1500, 60_000, 7_200_000, 172_800_000].map { Span64.milliseconds($0).story }
        == ["0s", "90s", "1500ms", "1m", "2h", "2d"])
    #expect(Span64(nanoseconds: 50).story == "0.00005ms")
  }

  @Test func `a pace is a word or a factor`() {
    #expect(ClockPace(story: "real") == .real)
    #expect(ClockPace(story: "frozen") == .frozen)
    #expect(ClockPace(story: "jumping") == .jumping)
    #expect(ClockPace(story: "60x") == .scaled(60))
    #expect(ClockPace(story: "0.001x") == .scaled(0.001))
    #expect(ClockPace(story: "1000000x") == .scaled(1_000_000))
    for text in [
      "", "x", "60", "0x", "0.0001x", "1000001x", "-1x", "1e3x", "60 x", "nanx", "infx", "Real",
    ] {
      #expect(ClockPace(story: text) == nil, "\(text)")
    }
    for text in ["real", "frozen", "jumping", "60x", "0.5x"] {
      #expect(ClockPace(story: text)?.story == text)
    }
  }

  private func ordinals(_ text: String) throws -> (Ordinals?, [Diagnostic]) {
    var reader = JSONReader(try YAMLMeaning(Array(text.utf8), file: "f"), file: "f")
    return (reader.ordinals(0), reader.problems)
  }

  @Test(arguments: [
    ("1", [1], "1"), ("2-4", [2, 3, 4], "2-4"), ("3+", [3, 4, 5, 6, 7], "3+"),
    ("every", Array(1...7), "every"),
    ("[1, 3, 5-6]", [1, 3, 5, 6], "1, 3, 5-6"), ("[1, 6+]", [1, 6, 7], "1, 6+"), ("4-4", [4], "4"),
    ("1+", Array(1...7), "every"),
  ])
  func `ordinals say which calls are meant`(_ text: String, _ numbers: [Int], _ written: String)
    throws
  {
    let ordinals = try #require(try ordinals(text).0)
    #expect((1...7).filter(ordinals.contains) == numbers)
    #expect(ordinals.description == written)
  }

  @Test func `ordinals are counted, and compared`() throws {
    func of(_ text: String) throws -> Ordinals { try #require(try ordinals(text).0) }
    #expect(try of("[1, 3-5]").count == 4)
    #expect(try of("3+").count == nil)
    #expect(try of("1000000").contains(1_000_000))
    #expect(try of("3+").contains(.max))
    #expect(try of("[1, 5]").overlaps(of("2-5")))
    #expect(!(try of("[1, 5]").overlaps(of("2-4"))))
    #expect(try of("every").overlaps(of("1000000")))
  }

  @Test(arguments: [
    "0", "-1", "1.5", "4-2", "first", "2-", "'-2'", "+", "2++", "2+3", "1-2-3", "1000001",
    "1-1000001", "''",
    "99999999999999999999", "[]", "[3, 1]", "[1, 1]", "[every, 2]", "[[1]]", "{}", "null", "true",
  ])
  func `everything else is no ordinal`(_ text: String) throws {
    let (ordinals, problems) = try ordinals(text)
    #expect(ordinals == nil)
    #expect(problems.count == 1)
  }
}

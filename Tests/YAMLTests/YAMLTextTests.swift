import Testing
import YAML

struct YAMLTextTests {
  private func events(_ text: [UInt8], limit: Int = .max) throws(YAMLError) -> [YAMLEvent] {
    var events: [YAMLEvent] = []
    try YAMLText.read(text) { event in
      events.append(event)
      return events.count < limit
    }
    return events
  }

  private func events(_ text: String) throws(YAMLError) -> [YAMLEvent] {
    try events(Array(text.utf8))
  }

  private func failure(_ text: [UInt8]) -> YAMLError? {
    do throws(YAMLError) {
      _ = try events(text)
      return nil
    } catch {
      return error
    }
  }

  private func scalar(_ text: String, isPlain: Bool = true) -> YAMLEvent.Kind {
    .scalar(Array(text.utf8), isPlain: isPlain)
  }

  @Test func `a text is a list of events`() throws {
    let events = try events("a: [x, 'y']\nb: {}\n")
    #expect(
      events.map(\.kind) == [
        .document, .mapping, scalar("a"), .sequence, scalar("x"), scalar("y", isPlain: false),
        .sequenceEnd, scalar("b"), .mapping, .mappingEnd, .mappingEnd,
      ])
  }

  @Test func `each knows its place, in code points, from 1`() throws {
    let places = try events("é: ü\n\n  \nk:\n - 😀: z\n").filter { $0.kind != .document }
      .map { [$0.place.line, $0.place.column] }
    // The end of a block is where the next thing begins.
    #expect(
      Array(places.prefix(8)) == [
        [1, 1], [1, 1], [1, 4], [4, 1], [5, 2], [5, 4], [5, 4], [5, 7],
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end as they do anywhere`(_ end: String) throws {
    let last = try events(["a: 1", "b: 2", "c: 3"].joined(separator: end)).last {
      $0.kind == scalar("3")
    }
    #expect(last?.place.line == 3)
    #expect(last?.place.column == 4)
  }

  @Test func `a byte order mark is no column`() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a: b".utf8)
    #expect(try events(bytes) == events("a: b"))
    #expect(
      failure([0xEF, 0xBB, 0xBF] + Array("a: @".utf8))?.place
        == .mark(YAMLPlace(line: 1, column: 4)))
    #expect(failure([0xEF, 0xBB, 0xBF, 0x61, 0xFF])?.place == .offset(4))
  }

  @Test func `quotation marks and blocks are no plain scalars`() throws {
    let kinds = try events("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n").map(\.kind)
    #expect(
      kinds.dropFirst(2).prefix(5) == [
        scalar("a"), scalar("a", isPlain: false), scalar("a", isPlain: false),
        scalar("a\n", isPlain: false), scalar("a\n", isPlain: false),
      ])
  }

  @Test func `marks are told`() throws {
    let events = try events("[!t a, &x b, *x, !u {}, &y []]")
    #expect(events.filter(\.hasTag).map(\.place.column) == [2, 18])
    #expect(events.filter(\.hasAnchor).map(\.place.column) == [8, 25])
    #expect(events.filter { $0.kind == .alias }.map(\.place.column) == [14])
  }

  @Test func `a reader that wants no more is asked no more`() throws {
    // What comes then is not even looked at.
    #expect(try events(Array("[a, b, c, d, e, f]\n--- @".utf8), limit: 3).count == 3)
  }

  @Test(arguments: ["---", "a:", "- ", "a: 1\n---", "? a", "x\r\n---", "x\u{85}---", "x\u{2028}- "])
  func `no place is behind the end of a text without a last line end`(_ text: String) throws {
    let lines = text.split(omittingEmptySubsequences: false) {
      $0.isNewline
    }
    for place in try events(text).map(\.place) {
      #expect(place.line <= lines.count)
      #expect(place.line < lines.count || place.column <= (lines.last?.count ?? 0) + 1)
    }
  }

  @Test func `nothing, or only comments, are no events`() throws {
    #expect(try events("").isEmpty)
    #expect(try events("# a\n\n").isEmpty)
    #expect(try events("---\n").map(\.kind) == [.document, scalar("")])
  }

  @Test(arguments: [
    ("a: b\n\tc: d", 2, 1, "indent with blanks"), ("a: @b", 1, 4, "quotation marks"),
    ("a: b: c", 1, 5, "quotation marks"), ("a: [b", 1, 6, ""), ("a: [b\n", 2, 1, ""),
    ("a: 'b", 1, 6, ""),
    ("a:\n  b: 1\n c: 2", 3, 2, ""),
  ])
  func `what is wrong is told with its place`(
    _ text: String, _ line: Int, _ column: Int, _ advice: String
  ) throws {
    let error = try #require(failure(Array(text.utf8)))
    #expect(error.place == .mark(YAMLPlace(line: line, column: column)), "\(error)")
    #expect(error.reason.contains(advice))
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], 3), ([0x61, 0x0A, 0xC3], 2), ([0x61, 0x00], 1),
      ([0xED, 0xA0, 0x80], 0),
      (Array(repeating: 0x61, count: 70_000) + [0x80], 70_000),
    ] as [([UInt8], Int)])
  func `what is no text is told with its byte`(_ text: [UInt8], _ offset: Int) {
    #expect(failure(text)?.place == .offset(offset))
  }
}

import Pictures
import Testing

struct PictureLabelTests {
  private static let label = PictureLabel(
    prompt: "A lighthouse above the clouds", model: "example/model", request: "1f0c · 2 of 4")

  private func picture(
    _ label: PictureLabel?, width: Int = 320, height: Int = 240, isTransparent: Bool = false
  ) -> Picture {
    Picture(
      width: width, height: height, seed: 11, format: .png,
      hasTransparentBackground: isTransparent, label: label)
  }

  private func file(prompt: String) throws -> [UInt8] {
    try picture(PictureLabel(prompt: prompt, model: "m", request: "r")).encoded()
  }

  @Test(arguments: [(512, 512), (700, 300), (300, 700), (1024, 576)], [false, true])
  func `a label changes nothing outside of its area`(
    size: (width: Int, height: Int), isTransparent: Bool
  ) throws {
    let picture = { (label: PictureLabel?) in
      self.picture(label, width: size.width, height: size.height, isTransparent: isTransparent)
    }
    let plain = try #require(try Pixels(picture(nil)))
    let labels = [
      Self.label,
      PictureLabel(prompt: "猫", model: "m", request: ""),
      PictureLabel(prompt: String(repeating: "long ", count: 100), model: "", request: "r"),
    ]
    for label in labels {
      let area = try #require(try picture(label).labelArea())
      let labelled = try #require(try Pixels(picture(label)))
      // Not shown when they differ: they are megabytes.
      let isSame = labelled.without(area) == plain.without(area)
      #expect(isSame)
      #expect(labelled != plain)
      #expect(area.x >= 0 && area.x + area.width <= size.width)
      #expect(area.y >= size.height / 2 && area.y + area.height <= size.height)
    }
  }

  @Test func `a text that is too long reads as its beginning and an ellipsis`() throws {
    func picture(_ prompt: String) -> Picture {
      self.picture(
        PictureLabel(prompt: prompt, model: "m", request: "r"), width: 320, height: 240,
        isTransparent: true)
    }
    let long = picture(String(repeating: "W", count: 200))
    let width = try #require(try long.labelArea()).width
    let beginning = try #require(
      try (1...60).lazy.map { picture(String(repeating: "W", count: $0) + "…") }
        .first { try $0.labelArea()?.width == width })
    #expect(try long.encoded() == beginning.encoded())
  }

  /// They predict a block from the ones to the left and above, so what is below the label's top may differ.
  @Test(arguments: [PictureFormat.jpeg, .webp], [false, true])
  func `a label changes nothing far above it, in a format that loses detail too`(
    format: PictureFormat, isTransparent: Bool
  ) throws {
    for seed in 0..<6 as Range<UInt64> {
      let upper = try ["1f0c", "a9"].map { request in
        let label = PictureLabel(prompt: "A lighthouse", model: "m", request: request)
        let picture = Picture(
          width: 320, height: 320, seed: seed, format: format,
          hasTransparentBackground: isTransparent, label: label)
        return try #require(try Pixels(picture)).bytes.prefix(4 * 320 * 160)
      }
      let isSame = upper[0] == upper[1]
      #expect(isSame, "seed \(seed)")
    }
  }

  /// How many lines there is room for, and which texts then show.
  @Test(arguments: [(140, 3), (110, 2), (70, 1), (50, 0)])
  func `a low picture gives up the request, then the model, then the prompt`(
    height: Int, lines: Int
  ) throws {
    let file = { (prompt: String, model: String, request: String) in
      let label = PictureLabel(prompt: prompt, model: model, request: request)
      return try self.picture(label, width: 150, height: height).encoded()
    }
    let all = try file("A prompt", "some/model", "a request that needs its own line")
    #expect(
      try (file("A prompt", "some/model", "another one that needs its own") != all) == (lines > 2))
    #expect(
      try (file("A prompt", "other/model", "a request that needs its own line") != all)
        == (lines > 1))
    #expect(
      try (file("Another", "some/model", "a request that needs its own line") != all) == (lines > 0)
    )
  }

  @Test(arguments: [(60, 400), (1, 1), (3000, 3), (3, 3000)])
  func `where there is no room there is no label`(size: (width: Int, height: Int)) throws {
    let labelled = picture(Self.label, width: size.width, height: size.height)
    #expect(try labelled.labelArea() == nil)
    #expect(
      try labelled.encoded() == picture(nil, width: size.width, height: size.height).encoded())
  }

  @Test(arguments: ["", " ", "\n\t", "\u{0}\u{1b}\u{85}", "\u{200b}\u{feff}\u{fe0f}\u{202e}"])
  func `a label of nothing that shows is none`(text: String) throws {
    let empty = PictureLabel(prompt: text, model: text, request: text)
    #expect(try picture(empty).labelArea() == nil)
    #expect(try picture(empty).encoded() == picture(nil).encoded())
  }

  @Test func `a label without a prompt shows the rest`() throws {
    let rest = PictureLabel(prompt: "", model: "m", request: "r")
    let area = try #require(try picture(rest).labelArea())
    let whole = try #require(try picture(Self.label).labelArea())
    #expect(area.height < whole.height)
  }

  @Test(arguments: [
    ("a\n\r\n\t b", "a b"), ("\u{3000}a\u{2028}b\u{0}", "a b"), ("a\u{7}b", "a b"),
    ("a\u{200d}b\u{fe0f}", "ab"), ("\u{feff}a\u{202e}b\u{2069}", "ab"), ("a\u{ad}b", "ab"),
  ])
  func `blanks run together, and what only controls is left out`(
    text: String, same: String
  ) throws {
    #expect(try file(prompt: text) == file(prompt: same))
    #expect(try file(prompt: same) != file(prompt: "b a"))
  }

  @Test(arguments: [
    ("一", "丁"), ("🐱", "🐶"), ("\u{e000}", "\u{e001}"), ("ا", "ب"), ("\u{ffff}", "\u{fffe}"),
  ])
  func `characters that the font lacks differ by their code point`(
    text: String, other: String
  ) throws {
    #expect(try file(prompt: text) != file(prompt: other))
    #expect(try file(prompt: text) != file(prompt: ""))
  }

  @Test(arguments: ["e\u{301}", "a\u{323}\u{302}", "o\u{308}", "Ǻ\u{302}", "s\u{327}"])
  func `marks are set over their letter and take no room`(text: String) throws {
    let base = String(String.UnicodeScalarView(text.unicodeScalars.prefix(1)))
    let area = { (prompt: String) in
      try self.picture(PictureLabel(prompt: prompt, model: "", request: "")).labelArea()
    }
    #expect(try file(prompt: text) != file(prompt: base))
    #expect(try area(text) == area(base))
  }

  @Test(arguments: ["x", "一", "e\u{301}\u{301}", "\u{301}", " ", "👩‍👩‍👧", "\u{202e}"])
  func `only the beginning of a long text is looked at`(text: String) throws {
    let long = String(repeating: text, count: 2100)
    let longer = String(repeating: text, count: 1 << 20 / text.utf8.count)
    #expect(try file(prompt: long) == file(prompt: longer))
  }

  @Test func `no text is too strange`() throws {
    var numbers = SystemIndependentNumbers(state: 1)
    for round in 0..<100 {
      let text = { (numbers: inout SystemIndependentNumbers) in
        var scalars = String.UnicodeScalarView()
        for _ in 0..<numbers.next(below: 60) {
          // Each plane's size in turn, so that letters and marks are not too rare.
          let bound = [0x80, 0x400, 0x3000, 0x11_0000][numbers.next(below: 4)]
          if let scalar = Unicode.Scalar(UInt32(numbers.next(below: bound))) {
            scalars.append(scalar)
          }
        }
        return String(scalars)
      }
      let label = PictureLabel(
        prompt: text(&numbers), model: text(&numbers), request: text(&numbers))
      let picture = Picture(
        width: 100 + numbers.next(below: 300), height: 40 + numbers.next(below: 200),
        seed: UInt64(round), format: .png, hasTransparentBackground: round % 3 == 0, label: label)
      let pixels = try #require(try Pixels(picture))
      let plain = try #require(
        try Pixels(
          Picture(
            width: picture.width, height: picture.height, seed: picture.seed, format: .png,
            hasTransparentBackground: picture.hasTransparentBackground)))
      if let area = try picture.labelArea() {
        let isSame = pixels.without(area) == plain.without(area)
        #expect(isSame, "\(label)")
      } else {
        #expect(pixels == plain)
      }
    }
  }
}

/// A linear congruential generator, for inputs that are the same in every run.
private struct SystemIndependentNumbers {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

import Testing

@testable import Pictures

struct TransparencyTests {
  private func picture(
    _ format: PictureFormat, seed: UInt64 = 5, width: Int = 300, height: Int = 200,
    isTransparent: Bool = true
  ) -> Picture {
    Picture(
      width: width, height: height, seed: seed, format: format,
      hasTransparentBackground: isTransparent)
  }

  @Test(arguments: [PictureFormat.png, .webp], [(200, 200), (400, 90), (90, 400), (33, 31)])
  func `the corners are empty and the middle is full`(
    format: PictureFormat, size: (width: Int, height: Int)
  ) throws {
    for seed in 0..<12 as Range<UInt64> {
      let picture = picture(format, seed: seed, width: size.width, height: size.height)
      let pixels = try #require(try Pixels(picture))
      for x in [0, size.width - 1] {
        for y in [0, size.height - 1] { #expect(pixels[x, y].last == 0) }
      }
      #expect(pixels[size.width / 2, size.height / 2].last == 255)
      #expect(pixels.alpha.contains { (1...254).contains($0) })
    }
  }

  @Test(arguments: PictureFormat.allCases)
  func `a picture with its background is opaque`(format: PictureFormat) throws {
    let pixels = try #require(try Pixels(picture(format, isTransparent: false)))
    #expect(pixels.alpha.allSatisfy { $0 == 255 })
  }

  @Test func `jpeg shows the background`() throws {
    #expect(
      try picture(.jpeg).encoded() == picture(.jpeg, isTransparent: false).encoded())
  }

  @Test func `what is left is the picture with its background`() throws {
    let whole = try #require(try Pixels(picture(.png, isTransparent: false)))
    for format in [PictureFormat.png, .webp] {
      let cutOut = try #require(try Pixels(picture(format)))
      var (sum, count) = (0, 0)
      for index in cutOut.bytes.indices where index % 4 != 3 && cutOut.bytes[index | 3] == 255 {
        sum += abs(Int(cutOut.bytes[index]) - Int(whole.bytes[index]))
        count += 1
      }
      #expect(count > 3 * 300 * 200 / 3)
      #expect(Double(sum) / Double(count) < 3)
    }
  }

  /// Runs of one pixel, around each power of two and longer than the format knows, of every value.
  @Test(arguments: [(1, 1), (7, 3), (1000, 64), (16383, 4)])
  func `webp keeps each value of alpha`(size: (width: Int, height: Int)) throws {
    let count = size.width * size.height
    var alpha: [UInt8] = []
    var (value, run) = (0, 1)
    while alpha.count < count {
      let length = min(run, count - alpha.count)
      alpha.append(contentsOf: repeatElement(UInt8(value & 255), count: length))
      value += 77
      run = run > 9000 ? 1 : run + run / 3 + value % 2
    }
    var numbers = SeededNumbers(seed: 1)
    let drawing = Drawing(
      width: size.width, height: size.height, pixels: [UInt8](repeating: 90, count: count),
      alpha: alpha, palette: Palette(using: &numbers))
    let file = try drawing.encoded(as: .webp)
    let pixels = try #require(
      Pixels(file, format: .webp, width: size.width, height: size.height))
    #expect(pixels.alpha == alpha)
  }

  @Test func `png keeps the alpha to the eighth and the colour to a few levels`() throws {
    let side = 256
    var numbers = SeededNumbers(seed: 1)
    let palette = Palette(using: &numbers)
    let drawing = Drawing(
      width: side, height: side, pixels: (0..<side * side).map { UInt8($0 % side) },
      alpha: (0..<side * side).map { UInt8($0 / side) }, palette: palette)
    let file = try drawing.encoded(as: .png)
    let pixels = try #require(Pixels(file, format: .png, width: side, height: side))
    for y in 0..<side {
      for x in 0..<side {
        #expect(abs(Int(pixels[x, y].last ?? 0) - y) <= 16)
      }
    }
    for x in 0..<side {
      let wanted = [16, 8, 0].map { Int(palette.colours[x] >> $0) & 0xff }
      for (channel, value) in zip(pixels[x, side - 1], wanted) {
        #expect(abs(Int(channel) - value) <= 4)
      }
    }
  }
}

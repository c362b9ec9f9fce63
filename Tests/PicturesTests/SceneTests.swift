import Testing

@testable import Pictures

struct SceneTests {
  private func drawing(width: Int, height: Int, seed: UInt64) -> Drawing {
    Picture(width: width, height: height, seed: seed, format: .png).drawnScene()
  }

  /// FNV-1a over the palette indices and colours: the same on every machine.
  @Test func `seeds keep their picture`() {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for seed in 0..<64 as Range<UInt64> {
      let drawing = drawing(width: 96, height: 64, seed: seed)
      let bytes =
        drawing.pixels
        + drawing.palette.colours.flatMap { colour in
          [16, 8, 0].map { UInt8(truncatingIfNeeded: colour >> $0) }
        }
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    #expect(hash == 6_515_612_821_944_224_526)
  }

  @Test(arguments: Scene.allCases)
  func `a scene can be drawn at every ratio and is no plain surface`(scene: Scene) {
    for (width, height) in [(64, 64), (512, 8), (8, 512), (2000, 2), (2, 2000), (1, 1), (300, 100)]
    {
      for seed in 0..<4 as Range<UInt64> {
        var numbers = SeededNumbers(seed: seed)
        let unit = Double(min(width, height))
        let composition = scene.composition(
          in: Frame(width: Double(width) / unit, height: Double(height) / unit), using: &numbers)
        var canvas = Canvas(width: width, height: height)
        for shape in composition.shapes { canvas.draw(shape) }
        let pixels = canvas.pixels(over: composition.gradient)
        #expect(pixels.count == width * height)
        if width * height > 1000 { #expect(Set(pixels).count > 16) }
      }
    }
  }

  @Test func `every scene and every palette has its seeds`() {
    var scenes: [UInt8: Int] = [:]
    for seed in 0..<400 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      _ = Palette(using: &numbers)
      scenes[UInt8(numbers.number(in: 0...Scene.allCases.count - 1)), default: 0] += 1
    }
    #expect(scenes.count == Scene.allCases.count)
    #expect(scenes.values.allSatisfy { $0 > 20 })
  }

  /// For the label, which is written there in light letters.
  @Test(arguments: [(200, 200), (360, 120), (120, 360)])
  func `the lower left is dark`(size: (width: Int, height: Int)) {
    for seed in 0..<80 as Range<UInt64> {
      let drawing = drawing(width: size.width, height: size.height, seed: seed)
      var sum = 0
      let (columns, rows) = (min(size.width, size.height) / 2, min(size.width, size.height) / 12)
      for y in size.height - rows..<size.height {
        for x in 0..<columns { sum += Int(drawing.pixels[y * size.width + x]) }
      }
      #expect(sum / (columns * rows) < 128, "seed \(seed)")
    }
  }

  /// WCAG 2 asks for a contrast of 4.5 for text and 3 for large text.
  ///
  /// Under the label 76/256 of the light remains, of what `the lower left is dark` lets be there.
  @Test func `the label can be read in every palette`() {
    for seed in 0..<200 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let palette = Palette(using: &numbers)
      let ground = palette.luminance(128 * 76 / 256)
      #expect((palette.luminance(250) + 0.05) / (ground + 0.05) > 4.5, "seed \(seed)")
      #expect((palette.luminance(205) + 0.05) / (ground + 0.05) > 3, "seed \(seed)")
    }
  }
}

extension Palette {
  /// The relative luminance of a colour, with the square for the curve of sRGB.
  fileprivate func luminance(_ index: Int) -> Double {
    let channels = [16, 8, 0].map { Double(colours[index] >> $0 & 0xff) / 255 }
    return zip(channels, [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
  }
}

import MockCore
import Testing

struct PictureSizeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String?
    let resolution: String?
    let width: Int
    let height: Int

    init(_ name: String?, _ width: Int, _ height: Int) {
      self.init(name, nil, width, height)
    }

    init(_ name: String?, _ resolution: String?, _ width: Int, _ height: Int) {
      self.name = name
      self.resolution = resolution
      self.width = width
      self.height = height
    }

    var testDescription: String { "\(name ?? "nothing") at \(resolution ?? "nothing")" }
  }

  @Test(arguments: [
    // Names.
    Case("square_hd", 1024, 1024), Case("square", 512, 512), Case("portrait_4_3", 768, 1024),
    Case("portrait_16_9", 576, 1024), Case("landscape_4_3", 1024, 768),
    Case("landscape_16_9", 1024, 576),
    // Ratios: the largest unit that is a multiple of 8.
    Case("1:1", 1024, 1024), Case("16:9", 1280, 720), Case("9:16", 720, 1280),
    Case("4:3", 1152, 864), Case("3:4", 864, 1152), Case("3:2", 1248, 832), Case("2:3", 832, 1248),
    Case("21:9", 1512, 648), Case("5:4", 1120, 896), Case("2:1", 1440, 720), Case("1:4", 512, 2048),
    // Numbers too large for a multiple of 8.
    Case("640:480", 640, 480), Case("1000:999", 1000, 999), Case("129:128", 903, 896),
    // Resolutions, in upper and lower case.
    Case("1:1", "1K", 1024, 1024), Case("16:9", "1k", 1280, 720), Case("1:1", "512", 512, 512),
    Case("1:1", "0.5K", 512, 512), Case("16:9", "0.5k", 640, 360), Case("1:1", "2K", 2048, 2048),
    Case("16:9", "2K", 2688, 1512), Case("9:16", "2k", 1512, 2688), Case("1:1", "4K", 4096, 4096),
    Case("1:1", "4k", 4096, 4096),
    // The area bounds a ratio, not the side: only sizes that are given literally are capped.
    Case("16:9", "4K", 5376, 3024), Case("2:3", "4k", 3344, 5016),
    // Literal sizes, up to 4096 × 4096.
    Case("1536x1024", 1536, 1024), Case("1024*1792", 1024, 1792), Case("1x1", 1, 1),
    Case("5000x100", 4096, 100), Case("8192*8192", 4096, 4096),
    // The short side, in even numbers.
    Case("16:9", "720p", 1280, 720), Case("9:16", "1080P", 1080, 1920),
    Case("16:9", "480p", 854, 480),
    Case("4:3", "768p", 1024, 768), Case("1:1", "720p", 720, 720), Case(nil, "721p", 722, 722),
    Case("21:9", "360p", 840, 360), Case("9:21", "480p", 480, 1120),
    Case("16:9", "2160p", 3840, 2160), Case("16:9", "4096p", 5376, 3024),
    Case("1920:1080", 1280, 720), Case("1001:7", 11440, 80), Case("1001:1000", 1024, 1024),
    // A resolution on its own.
    Case(nil, "2K", 2048, 2048), Case("auto", "512", 512, 512), Case(nil, "1280x720", 1280, 720),
    Case("16:9", "1536", 2048, 1152), Case(nil, "8k", 4096, 4096), Case(nil, "65k", 1024, 1024),
    Case(nil, "0", 1024, 1024), Case(nil, "-1p", 1024, 1024), Case(nil, "p", 1024, 1024),
    Case(nil, "k", 1024, 1024), Case(nil, "0p", 1024, 1024), Case(nil, "99999p", 4096, 4096),
    // Nothing that says a size.
    Case("auto", 1024, 1024), Case(nil, 1024, 1024), Case("", 1024, 1024),
    Case("0:1", 1024, 1024), Case("1:0", 1024, 1024), Case("-1:1", 1024, 1024),
    Case("1:1:1", 1024, 1024), Case("x", 1024, 1024), Case("10x", 1024, 1024),
    Case("0x10", 1024, 1024), Case("large", 1024, 1024),
    Case("99999999999999999999x1", 1024, 1024),
  ])
  func `an input names the pixels of the contract's table`(_ test: Case) {
    let size = PictureSize(
      width: nil, height: nil, names: [test.name].compactMap { $0 }, resolution: test.resolution)
    #expect([size.width, size.height] == [test.width, test.height])
  }

  @Test func `width and height fields come first and are capped`() {
    func size(_ width: Int?, _ height: Int?) -> [Int] {
      let size = PictureSize(width: width, height: height, names: ["16:9"], resolution: "2K")
      return [size.width, size.height]
    }
    #expect(size(300, 200) == [300, 200])
    #expect(size(4096, 4097) == [4096, 4096])
    #expect(size(.max, .min) == [4096, 1])
    #expect(size(0, -5) == [1, 1])
    #expect(size(300, nil) == [2688, 1512])
    #expect(size(nil, 300) == [2688, 1512])
  }

  @Test func `the first name that says a size counts`() {
    let size = PictureSize(
      width: nil, height: nil, names: ["auto", "9:16", "square"], resolution: nil)
    #expect([size.width, size.height] == [720, 1280])
  }

  @Test(
    arguments: [
      ("16:9", "8K", "16:9 at 8192x8192"), ("1000:1", "99999p", "1000:1 at 99999p"),
      ("16:9", "4096p", "16:9 at 4096p"), ("16:9", "2160p", nil),
      ("5000x100", nil, "5000x100"), ("4096x4096", nil, nil), ("square", nil, nil),
      ("1000:1", nil, "32000x32"), ("16:9", "4k", nil), (nil, "8k", "8192x8192"),
      (nil, "5000p", "5000x5000"),
    ] as [(String?, String?, String?)])
  func `what is capped is said`(_ name: String?, _ resolution: String?, _ asked: String?) {
    let size = PictureSize(
      width: nil, height: nil, names: [name].compactMap { $0 }, resolution: resolution)
    #expect(size.asked == asked)
    let fields = PictureSize(width: 64, height: 9000, names: [], resolution: nil)
    #expect(fields.asked == "64x9000")
  }

  @Test func `each ratio has an area within the bound`() {
    for a in stride(from: 1, through: 1000, by: 111) {
      for b in stride(from: 1, through: 1000, by: 111) {
        let size = PictureSize(width: nil, height: nil, names: ["\(a):\(b)"], resolution: nil)
        #expect(size.width * size.height <= 1024 * 1024, "\(a):\(b)")
      }
    }
  }

  @Test func `no ratio traps and each has an area within the bound where one can`() {
    for a in stride(from: 1, through: 128, by: 3) {
      for b in stride(from: 1, through: 128, by: 3) {
        let size = PictureSize(width: nil, height: nil, names: ["\(a):\(b)"], resolution: nil)
        guard size.width < 4096, size.height < 4096 else { continue }
        #expect(size.width * size.height <= 1024 * 1024, "\(a):\(b)")
        #expect(size.width * b == size.height * a, "\(a):\(b)")
        let unit = size.width / a
        #expect(unit % 8 == 0)
        #expect(a * (unit + 8) * b * (unit + 8) > 1024 * 1024, "\(a):\(b)")
      }
    }
    let huge = PictureSize(
      width: nil, height: nil, names: ["9223372036854775807:9223372036854775807"], resolution: nil)
    #expect(huge.width >= 1 && huge.height >= 1)
  }
}

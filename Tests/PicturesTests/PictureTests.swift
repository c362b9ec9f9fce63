import Pictures
import Testing

struct PictureTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let width: Int
    let height: Int

    init(_ width: Int, _ height: Int) {
      self.width = width
      self.height = height
    }

    var testDescription: String { "\(width)x\(height)" }
  }

  @Test(
    arguments: PictureFormat.allCases,
    [
      Size(1, 1), Size(3, 1), Size(1, 3), Size(2, 2), Size(17, 16), Size(512, 512),
      Size(1024, 1024), Size(1365, 768), Size(768, 1365), Size(4096, 17), Size(17, 4096),
      Size(16383, 1),
    ])
  func `a picture is a whole file of the format and size that was asked for`(
    format: PictureFormat, size: Size
  ) throws {
    let picture = Picture(
      width: size.width, height: size.height, seed: 7, format: format,
      label: PictureLabel(prompt: "A boat", model: "model", request: "request"))
    let header = ImageHeader(format: format, width: size.width, height: size.height)
    #expect(try ImageHeader(picture.encoded()) == header)
  }

  @Test(arguments: PictureFormat.allCases)
  func `the same picture has the same bytes`(format: PictureFormat) throws {
    let picture = Picture(
      width: 333, height: 222, seed: 42, format: format, hasTransparentBackground: true,
      label: PictureLabel(prompt: "A boat, 一", model: "model", request: "request"))
    #expect(try picture.encoded() == picture.encoded())
  }

  @Test(arguments: PictureFormat.allCases)
  func `every seed has other bytes`(format: PictureFormat) throws {
    let seeds = Array(0..<20) + [UInt64.max, UInt64.max - 1]
    let files = try seeds.map { seed in
      try Picture(width: 64, height: 64, seed: seed, format: format).encoded()
    }
    #expect(Set(files).count == seeds.count)
  }

  @Test(arguments: PictureFormat.allCases)
  func `many pictures at once do not disturb one another`(format: PictureFormat) async throws {
    let picture = Picture(
      width: 200, height: 150, seed: 3, format: format, hasTransparentBackground: true,
      label: PictureLabel(prompt: "A boat, 一", model: "model", request: "request"))
    let alone = try picture.encoded()
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 {
        group.addTask { try picture.encoded() }
      }
      for try await file in group {
        #expect(file == alone)
      }
    }
  }

  @Test(
    arguments: PictureFormat.allCases,
    [Size(0, 10), Size(10, 0), Size(-1, 10), Size(16385, 1), Size(1, 16385), Size(.max, .max)])
  func `a size that cannot be drawn is an error`(format: PictureFormat, size: Size) {
    let picture = Picture(width: size.width, height: size.height, seed: 1, format: format)
    let error = #expect(throws: PictureError.self) { try picture.encoded() }
    #expect(
      error?.description
        == "\(format.rawValue) of \(size.width)x\(size.height): each side must be 1 to 16384 pixels"
    )
  }

  @Test func `what a library refuses is told in its own words`() {
    let picture = Picture(width: 16384, height: 1, seed: 1, format: .webp)
    let error = #expect(throws: PictureError.self) { try picture.encoded() }
    #expect(error?.picture == picture)
    #expect(error?.description == "webp of 16384x1: libwebp: bad dimension")
  }
}

import CImageDecoders

@testable import Pictures

/// A decoded file: red, green, blue and alpha of each pixel, rows from the top.
struct Pixels: Equatable {
  let width: Int
  let height: Int
  let bytes: [UInt8]

  /// Fails if the file is not of the picture's format and size.
  init?(_ picture: Picture) throws {
    try self.init(
      picture.encoded(), format: picture.format, width: picture.width, height: picture.height)
  }

  init?(_ file: [UInt8], format: PictureFormat, width: Int, height: Int) {
    let decode =
      switch format {
      case .png: decode_png
      case .jpeg: decode_jpeg
      case .webp: decode_webp
      }
    var bytes = [UInt8](repeating: 0, count: 4 * width * height)
    guard decode(file, file.count, Int32(width), Int32(height), &bytes) == 1 else { return nil }
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// The four bytes of a pixel.
  subscript(x: Int, y: Int) -> ArraySlice<UInt8> {
    let start = 4 * (y * width + x)
    return bytes[start..<start + 4]
  }

  var alpha: [UInt8] {
    stride(from: 3, to: bytes.count, by: 4).map { bytes[$0] }
  }

  /// The picture with an area blanked out.
  func without(_ area: PixelArea) -> [UInt8] {
    var rest = bytes
    for y in area.y..<area.y + area.height {
      let start = 4 * (y * width + area.x)
      rest.replaceSubrange(
        start..<start + 4 * area.width, with: repeatElement(0, count: 4 * area.width))
    }
    return rest
  }
}

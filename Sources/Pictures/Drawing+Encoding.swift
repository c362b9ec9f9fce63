import CImages

extension Drawing {
  /// A library's refusal, in its own words.
  struct Refusal: Error {
    let message: String
  }

  /// Encodes with the library for the format.
  func encoded(as format: PictureFormat) throws(Refusal) -> [UInt8] {
    let encode =
      switch format {
      case .png: rcm_encode_png
      case .jpeg: rcm_encode_jpeg
      case .webp: rcm_encode_webp
      }
    // The encoder fills it; whatever it holds at the end of this function is freed.
    var file = rcm_file()
    defer { rcm_free(&file) }
    var message = [CChar](repeating: 0, count: RCM_MESSAGE_SIZE)
    // The arrays lend their storage for the call; the encoder keeps no pointer.
    let done = pixels.withUnsafeBufferPointer { pixels in
      palette.colours.withUnsafeBufferPointer { colours in
        alpha.withUnsafeBufferPointer { alpha in
          let picture = rcm_picture(
            indices: pixels.baseAddress, alpha: alpha.isEmpty ? nil : alpha.baseAddress,
            palette: colours.baseAddress, width: Int32(width), height: Int32(height))
          return encode(picture, &file, &message)
        }
      }
    }
    guard done == 1 else {
      let words = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Refusal(message: String(decoding: words, as: UTF8.self))
    }
    // Copied, so that the result is an array like any other and C's memory ends here.
    return [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.length))
  }
}

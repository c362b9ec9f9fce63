import Pictures

/// What the first bytes of an image file say, read as the format's specification has it and without
/// the libraries that wrote them.
struct ImageHeader: Equatable {
  let format: PictureFormat
  let width: Int
  let height: Int

  init(format: PictureFormat, width: Int, height: Int) {
    self.format = format
    self.width = width
    self.height = height
  }

  /// Fails if the bytes begin like no known format or do not end as a whole file of it must.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      self.init(png: bytes)
    } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      self.init(jpeg: bytes)
    } else if bytes.starts(with: Array("RIFF".utf8)) {
      self.init(webp: bytes)
    } else {
      return nil
    }
  }

  /// PNG 11.2.2: the first chunk is IHDR.
  private init?(png bytes: [UInt8]) {
    guard bytes.count > 33, bytes[12..<16].elementsEqual("IHDR".utf8),
      bytes.suffix(8).prefix(4).elementsEqual("IEND".utf8)
    else { return nil }
    self.init(format: .png, width: number(bytes[16..<20]), height: number(bytes[20..<24]))
  }

  /// ITU-T T.81 B.2.2: the size stands in the start-of-frame segment, after other segments.
  private init?(jpeg bytes: [UInt8]) {
    guard bytes.suffix(2) == [0xff, 0xd9] else { return nil }
    var segment = 2
    while segment + 9 < bytes.count, bytes[segment] == 0xff {
      if bytes[segment + 1] == 0xc0 {
        self.init(
          format: .jpeg, width: number(bytes[segment + 7..<segment + 9]),
          height: number(bytes[segment + 5..<segment + 7]))
        return
      }
      segment += 2 + number(bytes[segment + 2..<segment + 4])
    }
    return nil
  }

  /// RFC 9649 2.4, 2.7 and RFC 6386 9.1: a RIFF container, little-endian, with a VP8 key frame or
  /// first with the size, one less, of what has more than that.
  private init?(webp bytes: [UInt8]) {
    guard bytes.count > 30, number(bytes[4..<8].reversed()) == bytes.count - 8 else { return nil }
    if bytes[8..<16].elementsEqual("WEBPVP8X".utf8) {
      self.init(
        format: .webp, width: number(bytes[24..<27].reversed()) + 1,
        height: number(bytes[27..<30].reversed()) + 1)
      return
    }
    guard bytes[8..<16].elementsEqual("WEBPVP8 ".utf8), bytes[23..<26] == [0x9d, 0x01, 0x2a]
    else { return nil }
    self.init(
      format: .webp, width: number(bytes[26..<28].reversed()) & 0x3fff,
      height: number(bytes[28..<30].reversed()) & 0x3fff)
  }
}

/// A big-endian number.
private func number(_ bytes: some Sequence<UInt8>) -> Int {
  bytes.reduce(0) { $0 << 8 | Int($1) }
}

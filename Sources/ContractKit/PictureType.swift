internal import MockCore

/// The pictures that outputs are, by the first bytes of their files.
enum PictureType: String, CaseIterable {
  case png = "image/png"
  case jpeg = "image/jpeg"
  case webp = "image/webp"
  case gif = "image/gif"
  case avif = "image/avif"

  /// The type of a file; nil for one that is none of these.
  init?(_ file: [UInt8]) {
    func has(_ text: String, at offset: Int) -> Bool {
      file.dropFirst(offset).starts(with: text.utf8)
    }
    if file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if file.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if has("RIFF", at: 0), has("WEBP", at: 8) {
      self = .webp
    } else if has("GIF8", at: 0) {
      self = .gif
    } else if has("ftypavif", at: 4) {
      self = .avif
    } else {
      return nil
    }
  }

  /// What is wrong with an answer that is to be a picture.
  static func mismatches(_ answer: Answer) -> [Mismatch] {
    guard let type = PictureType(answer.body) else {
      return [Mismatch("body", expected: "a picture", found: answer.description)]
    }
    let said = answer.field("content-type")?.prefix { $0 != ";" }.lowercased()
    guard said != type.rawValue else { return [] }
    return [
      Mismatch(
        "header content-type", expected: "\(type.rawValue), as the body is",
        found: said ?? "nothing")
    ]
  }
}

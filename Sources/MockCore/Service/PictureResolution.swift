/// A resolution as inputs name it: `2K`, `720p`, `512`.
enum PictureResolution: Equatable {
  /// The side of the square whose area bounds the picture.
  case square(side: Int)
  /// The shorter side; the other follows from the ratio.
  case shortSide(Int)

  /// Reads a name, in upper or lower case; nil when it names no resolution.
  init?(_ name: String) {
    let name = name.lowercased()
    if let number = Self.number(name) {
      self = .square(side: number)
    } else if name.last == "p", let number = Self.number(name.dropLast()) {
      self = .shortSide(number)
    } else if name == "0.5k" {
      self = .square(side: 512)
    } else if name.last == "k", let thousands = Self.number(name.dropLast()), thousands <= 64 {
      self = .square(side: thousands * 1024)
    } else {
      return nil
    }
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    guard (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits), number > 0
    else { return nil }
    return number
  }
}

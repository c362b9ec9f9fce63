import MockCore

/// Writes documents at random, and damages them; the same seed writes the same ones.
struct JSONAuthor {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  private mutating func number(below bound: Int) -> Int {
    Int.random(in: 0..<bound, using: &random)
  }

  private mutating func one(_ texts: String...) -> String { texts[number(below: texts.count)] }

  // MARK: Documents

  /// A document whose containers are at most `levels` deep.
  mutating func document(levels: Int) -> String {
    blank() + (number(below: 10) == 0 ? value(levels) : container(levels)) + blank()
  }

  private mutating func blank() -> String { one("", "", "", " ", "\n", "\t\r\n  ") }

  private mutating func value(_ levels: Int) -> String {
    switch number(below: levels > 0 ? 8 : 5) {
    case 0: one("null", "true", "false")
    case 1: number()
    case 2, 3, 4: "\"" + characters() + "\""
    default: container(levels)
    }
  }

  private mutating func number() -> String {
    let digits = one(
      "0", "1", "9", "12345678", "123456789", "1234567890123456789", "\(number(below: 100_000))")
    let fraction = one("", "", ".0", ".5", ".00000000000000000001", ".\(number(below: 1000))")
    let power = one("", "", "e1", "E+2", "e-3", "e0", "e+07", "E-9")
    return one("", "-") + digits + fraction + power
  }

  private mutating func characters() -> String {
    var text = ""
    for _ in 0..<number(below: 20) {
      switch number(below: 10) {
      case 0:
        text += one(
          "\\b", "\\f", "\\n", "\\r", "\\t", "\\\"", "\\\\", "\\/", "\\u0041", "\\uD83D\\uDE00",
          "\\u00E9")
      case 1:
        text += one(
          "é", "e\u{301}", "€", "😀", "\u{7FF}", "\u{7F}", "\u{FFFD}", "\u{FFFF}", "\u{10FFFD}")
      default: text += one("a", "Z", "0", " ", "~", "!", "#", "[", "]", "^", "{", "}", ",", ":")
      }
    }
    return text
  }

  private mutating func container(_ levels: Int) -> String {
    let isObject = number(below: 3) == 0
    let elements = (0..<number(below: 5)).map { index in
      // The number keeps the keys apart.
      let key = isObject ? "\(blank())\"\(characters())\(index)\"\(blank()):" : ""
      return key + blank() + value(levels - 1) + blank()
    }
    let inside = elements.isEmpty ? blank() : elements.joined(separator: ",")
    return isObject ? "{\(inside)}" : "[\(inside)]"
  }

  // MARK: Damage

  /// The document with one or two pieces removed, added or exchanged.
  mutating func damaged(_ document: [UInt8]) -> [UInt8] {
    var result = document
    for _ in 0...number(below: 2) where !result.isEmpty {
      let place = interestingPlace(in: result)
      switch number(below: 6) {
      case 0: result.remove(at: place)
      case 1, 2: result.insert(contentsOf: piece(), at: place)
      case 3: result.replaceSubrange(place...place, with: piece())
      case 4: result.insert(contentsOf: result[place...].prefix(number(below: 9)), at: place)
      default: result.removeSubrange(place..<min(result.count, place + number(below: 9)))
      }
    }
    return result
  }

  /// A place before something else than a letter, if there is one nearby.
  private mutating func interestingPlace(in text: [UInt8]) -> Int {
    let place = number(below: text.count)
    return text[place...].prefix(9).firstIndex { !($0 | 0x20).isLetter } ?? place
  }

  private mutating func piece() -> [UInt8] {
    let bytes = Array("[]{},:\"\\/019.e-+ \n tnf\u{1}\u{1F}xud'".utf8)
    let pieces: [[UInt8]] = [
      [0x00], [0x7F], [0x80], [0xBF], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF],
      Array("\\ud83d".utf8), Array("\\udc00".utf8), Array("\\u12".utf8), Array("nul".utf8),
      Array("//".utf8), Array("01".utf8), Array("1.".utf8), Array(".5".utf8), Array("2E".utf8),
    ]
    let index = number(below: bytes.count + pieces.count)
    return index < bytes.count ? [bytes[index]] : pieces[index - bytes.count]
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}

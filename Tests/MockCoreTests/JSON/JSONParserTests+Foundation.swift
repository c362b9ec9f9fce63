import Foundation
import MockCore
import Testing

extension JSONParserTests {
  /// Writes documents at random; the same seed writes the same ones.
  struct Author {
    var random: SplitMix64

    mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    mutating func value(depth: Int) -> String {
      switch number(below: depth > 5 ? 5 : 8) {
      case 0: ["null", "true", "false"][number(below: 3)]
      case 1: number()
      case 2, 3, 4: string()
      case 5, 6: array(depth: depth)
      default: object(depth: depth)
      }
    }

    mutating func blank() -> String { ["", "", "", " ", "\n", "\t\r\n  "][number(below: 6)] }

    mutating func number() -> String {
      let sign = ["", "-"][number(below: 2)]
      let fraction = number(below: 2) == 0 ? "" : ".\(number(below: 1000))"
      let power = number(below: 3) == 0 ? ["e1", "E+2", "e-3", "e0"][number(below: 4)] : ""
      return sign + "\(number(below: 100_000))" + fraction + power
    }

    mutating func string() -> String {
      var text = "\""
      for _ in 0..<number(below: 24) {
        switch number(below: 10) {
        case 0:
          text += ["\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\uD83D\\uDE00"][number(below: 6)]
        case 1: text += ["é", "€", "😀", "\u{7FF}", "\u{FFFD}", "\u{10FFFD}"][number(below: 6)]
        default: text += ["a", "Z", "0", " ", "~", "!", "#", "[", "]", "^"][number(below: 10)]
        }
      }
      return text + "\""
    }

    mutating func array(depth: Int) -> String {
      var elements: [String] = []
      for _ in 0..<number(below: 5) {
        elements.append(blank() + value(depth: depth + 1) + blank())
      }
      return "[" + elements.joined(separator: ",") + (elements.isEmpty ? blank() : "") + "]"
    }

    mutating func object(depth: Int) -> String {
      var members: [String] = []
      for index in 0..<number(below: 5) {
        members.append("\(blank())\"key \(index)\"\(blank()):\(blank())\(value(depth: depth + 1))")
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  private func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
    switch ours {
    case .null: return theirs is NSNull
    case .bool(let bool): return theirs as? Bool == bool
    case .number(let number):
      guard let other = theirs as? NSNumber, let double = Double("\(number)") else { return false }
      return abs(other.doubleValue - double) <= abs(double) * 1e-12
    case .string(let utf8):
      return (theirs as? String).map { Array($0.utf8) == utf8 } ?? false
    case .array(let elements):
      guard let others = theirs as? [Any], others.count == elements.count else { return false }
      return zip(elements, others).allSatisfy { isSame($0, $1) }
    case .object(let members):
      guard let others = theirs as? [String: Any], others.count == members.count else {
        return false
      }
      return members.allSatisfy { member in
        let other = others[String(decoding: member.key, as: UTF8.self)]
        return other.map { isSame(member.value, $0) } ?? false
      }
    }
  }

  private func foundation(_ text: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `generated documents have the value that Foundation reads`(_ seed: UInt64) throws {
    var author = Author(random: SplitMix64(seed: seed))
    for _ in 0..<250 {
      let text = author.blank() + author.value(depth: 0) + author.blank()
      let document = try JSONDocument(Array(text.utf8))
      let theirs = try #require(foundation(Array(text.utf8)), "\(text)")
      #expect(isSame(JSONValue(document, 0), theirs), "\(text)")
    }
  }

  @Test(arguments: [UInt64(5), 6, 7, 8])
  func `damaged documents are taken exactly when Foundation takes them`(_ seed: UInt64) {
    var author = Author(random: SplitMix64(seed: seed))
    var refused = 0
    for _ in 0..<500 {
      var bytes = Array(author.array(depth: 0).utf8)
      let place = author.number(below: bytes.count)
      let byte = Array("[]{},:\"\\0.e-+ tn\u{1}x".utf8)[author.number(below: 18)]
      switch author.number(below: 3) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(byte, at: place)
      default: bytes[place] = byte
      }
      let text = String(decoding: bytes, as: UTF8.self)
      // Foundation takes a comma before a bracket, and no number beyond the range of Double.
      guard text.firstMatch(of: /,\s*[\]}]|[eE][+-]?[0-9]{3}/) == nil else { continue }
      let message = Self.message(of: bytes)
      #expect((message == nil) == (foundation(bytes) != nil), "\(text)")
      if message != nil { refused += 1 }
    }
    #expect(refused > 100)
  }
}

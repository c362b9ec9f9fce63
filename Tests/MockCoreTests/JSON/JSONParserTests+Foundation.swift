import Foundation
import MockCore
import Testing

/// Beside Foundation's parser, which shares nothing with ours.
extension JSONParserTests {
  private func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
    switch ours {
    case .null: return theirs is NSNull
    case .bool(let bool):
      guard let other = theirs as? NSNumber, isBool(other) else { return false }
      return other.boolValue == bool
    case .number(let number):
      guard let other = theirs as? NSNumber, !isBool(other), let double = Double("\(number)")
      else { return false }
      // Foundation keeps 38 digits; longer ones it rounds in its own way.
      return JSONNumber("\(other)".utf8) == number
        || abs(other.doubleValue - double) <= abs(double) * 1e-15
    case .string(let utf8):
      return (theirs as? String).map { Array($0.utf8) == utf8 } ?? false
    case .array(let elements):
      guard let others = theirs as? [Any], others.count == elements.count else { return false }
      return zip(elements, others).allSatisfy { isSame($0, $1) }
    case .object(let members):
      guard let others = theirs as? [String: Any] else { return false }
      // Of two members with one key Foundation keeps one.
      guard Set(members.map(\.key)).count == members.count else { return true }
      return others.count == members.count
        && members.allSatisfy { member in
          // A dictionary finds a key by canonical equivalence.
          let other = others.first { Array($0.key.utf8) == member.key }
          return other.map { isSame(member.value, $0.value) } ?? false
        }
    }
  }

  private func isBool(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }

  private func foundation(_ text: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `generated documents have the value that Foundation reads`(_ seed: UInt64) throws {
    var author = JSONAuthor(seed: seed)
    for _ in 0..<400 {
      let text = author.document(levels: 5)
      let document = try JSONDocument(Array(text.utf8))
      let theirs = try #require(foundation(Array(text.utf8)), "\(text)")
      #expect(isSame(JSONValue(document, 0), theirs), "\(text)")
    }
  }

  @Test(arguments: [UInt64(5), 6, 7, 8])
  func `damaged documents are taken exactly when Foundation takes them`(_ seed: UInt64) {
    var author = JSONAuthor(seed: seed)
    var (taken, refused) = (0, 0)
    for _ in 0..<3000 {
      let bytes = author.damaged(Array(author.document(levels: 1).utf8))
      let text = String(decoding: bytes, as: UTF8.self)
      let theirs = foundation(bytes)
      do throws(JSONError) {
        let ours = JSONValue(try JSONDocument(bytes), 0)
        // Foundation takes no number beyond the range of Double.
        let agrees = theirs.map { isSame(ours, $0) } ?? text.contains(/[eE][+-]?[0-9]{3}/)
        #expect(agrees, "\(text)")
        taken += 1
      } catch {
        #expect(theirs == nil || isClosedAfterComma(bytes[..<error.offset]), "\(error): \(text)")
        refused += 1
      }
    }
    #expect(taken > 500)
    #expect(refused > 1500)
  }

  /// Foundation takes a comma before a closing bracket.
  private func isClosedAfterComma(_ text: ArraySlice<UInt8>) -> Bool {
    text.last { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ",")
  }
}

internal import HTTPMessages

/// The name of a story: words of lower-case letters, digits and hyphens, with slashes between them, such as
/// `submit/answer-lost`.
package struct StoryName: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package var description: String { text }

  /// A name as a file or an option gives it; nil when it is none.
  package init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.utf8.count <= 100, words.allSatisfy(Self.isWord) else { return nil }
    self.text = text
  }

  /// The name in a token, where a dot may stand for a slash.
  package init?(inToken text: ArraySlice<UInt8>) {
    let dot = UInt8(ascii: ".")
    let path = text.map { $0 == dot ? UInt8(ascii: "/") : $0 }
    self.init(String(decoding: path, as: UTF8.self))
  }

  private static func isWord(_ word: Substring) -> Bool {
    !word.isEmpty && word.first != "-" && word.last != "-"
      && word.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

/// A pattern of names of stories: `cancel/in-progress`, `cancel/*`, `**/unknown-*`.
///
/// `*` stands for any characters of one word of the path, `**` for any number of words, none too.
public struct NamePattern: Sendable, Hashable, CustomStringConvertible {
  /// The pattern as it was written.
  public let description: String
  private let words: [Substring]

  /// - Parameter text: the pattern.
  /// - Throws: ``ContractKitError`` for one that can match no name.
  public init(_ text: String) throws(ContractKitError) {
    description = text
    words = text.split(separator: "/", omittingEmptySubsequences: false)
    let isPossible = words.allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-*".utf8.contains($0)
        }
    }
    guard isPossible else {
      throw ContractKitError(
        "'\(text)' is no pattern: names have lower-case letters, digits and hyphens with slashes between "
          + "their words, * stands for a part of a word, ** for any number of words")
    }
  }

  /// Whether a name is meant.
  public func matches(_ name: String) -> Bool {
    Self.matches(words[...], name.split(separator: "/")[...])
  }

  private static func matches(_ pattern: ArraySlice<Substring>, _ name: ArraySlice<Substring>)
    -> Bool
  {
    guard let word = pattern.first else { return name.isEmpty }
    if word == "**" {
      return matches(pattern.dropFirst(), name)
        || (!name.isEmpty && matches(pattern, name.dropFirst()))
    }
    guard let first = name.first, matches(word, first) else { return false }
    return matches(pattern.dropFirst(), name.dropFirst())
  }

  private static func matches(_ pattern: Substring, _ word: Substring) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return pattern == word }
    guard word.hasPrefix(parts[0]) else { return false }
    var rest = word.dropFirst(parts[0].count)
    for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    let last = parts[parts.count - 1]
    return rest.count >= last.count && rest.hasSuffix(last)
  }
}

/// A list of stories that are known to fail: names or patterns, one a line, `#` begins a comment.
public struct KnownFailures: Sendable {
  /// One line of the list.
  public struct Entry: Sendable, Hashable {
    /// The name or pattern.
    public let pattern: NamePattern
    /// The line of the file, counted from 1.
    public let line: Int
  }

  /// The entries, in the order of the file.
  public let entries: [Entry]
  /// What the file is called, for messages.
  public let file: String

  /// An empty list.
  public init() {
    entries = []
    file = ""
  }

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the list.
  ///   - file: what to call it in messages.
  /// - Throws: ``ContractKitError`` with `file:line:` for a line that is no pattern.
  public init(_ text: String, file: String) throws(ContractKitError) {
    self.file = file
    var entries: [Entry] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      // Two names on one line stay two, which is no pattern.
      let entry = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      guard !entry.isEmpty else { continue }
      do throws(ContractKitError) {
        entries.append(Entry(pattern: try NamePattern(entry), line: index + 1))
      } catch {
        throw ContractKitError("\(file):\(index + 1): \(error)")
      }
    }
    self.entries = entries
  }

  /// Whether a story is on the list.
  public func has(_ name: String) -> Bool {
    entries.contains { $0.pattern.matches(name) }
  }

  /// The entries all of whose stories have run and keep their promises.
  func stale(_ stories: [StoryReport]) -> [Entry] {
    entries.filter { entry in
      let named = stories.filter { entry.pattern.matches($0.story.name) }
      return !named.isEmpty && named.allSatisfy { $0.verdict == .kept }
    }
  }
}

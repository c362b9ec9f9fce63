internal import HTTPMessages

/// A list of names in one piece of memory, to be compared with strings of a document without touching a
/// reference count for each.
final class TextTable: Sendable {
  private let text: [UInt8]
  private let ends: [Int]

  /// Of many names the index, which is found faster than by looking at each.
  private let indices: [[UInt8]: Int]

  init(_ names: [[UInt8]]) {
    indices =
      names.count > 32
      ? Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first }) : [:]
    text = names.flatMap { $0 }
    ends = names.reduce(into: []) { $0.append(($0.last ?? 0) + $1.count) }
  }

  /// Index of the name that a string node spells, code point by code point; names before `start` are
  /// tried last.
  func index(of node: Int, in document: JSONDocument, from start: Int = 0) -> Int? {
    let string = document.nodes[node]
    guard !string.isEscaped, indices.isEmpty else { return index(of: document.stringBytes(node)) }
    let length = string.range.count
    for offset in 0..<ends.count {
      let index = start &+ offset < ends.count ? start &+ offset : start &+ offset &- ends.count
      let begin = index == 0 ? 0 : ends[index &- 1]
      guard ends[index] &- begin == length else { continue }
      if Self.areEqual(document.text, string.range.lowerBound, text, begin, length) { return index }
    }
    return nil
  }

  /// The names, in their order.
  var names: [[UInt8]] {
    ends.indices.map { Array(text[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]]) }
  }

  private func index(of name: [UInt8]) -> Int? {
    guard indices.isEmpty else { return indices[name] }
    var begin = 0
    for (index, end) in ends.enumerated() {
      if text[begin..<end].elementsEqual(name) { return index }
      begin = end
    }
    return nil
  }

  private static func areEqual(
    _ a: [UInt8], _ startOfA: Int, _ b: [UInt8], _ startOfB: Int, _ length: Int
  ) -> Bool {
    a.span.bytes.equals(from: startOfA, b.span.bytes, from: startOfB, count: length)
  }
}

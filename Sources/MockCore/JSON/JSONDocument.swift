/// A JSON text and the nodes it consists of; the root is node 0.
package struct JSONDocument: Sendable {
  package let text: [UInt8]
  package let nodes: [JSONNode]

  /// Parses `text`; see `JSONParser` for what is accepted.
  package init(_ text: [UInt8]) throws(JSONError) {
    self.text = text
    nodes = try JSONParser.nodes(of: text)
  }

  package var root: JSONNode { nodes[0] }

  /// Indices of the elements of an array.
  package func elements(of array: Int) -> some Sequence<Int> {
    let end = Int(nodes[array].next)
    return sequence(first: array + 1) { Int(nodes[$0].next) }.prefix { $0 < end }
  }

  /// Index of the value that belongs to a key.
  package func value(ofKey key: Int) -> Int { key + 1 }

  /// Indices of an object's keys, in the order of the text.
  package func keys(of object: Int) -> some Sequence<Int> {
    let end = Int(nodes[object].next)
    return sequence(first: object + 1) { Int(nodes[$0 + 1].next) }.prefix { $0 < end }
  }

  /// Index of the first value with that key, when `object` is an object that has one.
  package func member(_ key: String, of object: Int = 0) -> Int? {
    guard nodes[object].kind == .object else { return nil }
    let name = Array(key.utf8)
    return keys(of: object).first { string($0, equals: name) }.map { value(ofKey: $0) }
  }

  /// The string of a string node.
  package func string(_ index: Int) -> String {
    String(decoding: stringBytes(index), as: UTF8.self)
  }

  /// The UTF-8 of a string node, its escape sequences resolved.
  package func stringBytes(_ index: Int) -> [UInt8] {
    let node = nodes[index]
    guard node.isEscaped else { return Array(text[node.range]) }
    return JSONEscapes.resolved(text[node.range])
  }

  /// Compares a string node with `other`, code point by code point.
  package func string(_ index: Int, equals other: [UInt8]) -> Bool {
    let node = nodes[index]
    guard !node.isEscaped else { return JSONEscapes.resolved(text[node.range]) == other }
    let length = Int(node.end &- node.start)
    guard length == other.count else { return false }
    let a = text.span
    let b = other.span
    let start = Int(node.start)
    for offset in 0..<length where a[start &+ offset] != b[offset] {
      return false
    }
    return true
  }

  /// The number of a number node.
  package func number(_ index: Int) -> JSONNumber {
    JSONNumber(text[nodes[index].range])
  }

  /// The text of a value as it was sent; a string with its quotation marks.
  package func source(_ index: Int) -> ArraySlice<UInt8> {
    let node = nodes[index]
    return node.kind == .string
      ? text[Int(node.start) - 1...Int(node.end)]
      : text[node.range]
  }

  package func position(_ index: Int) -> TextPosition {
    TextPosition(of: Int(nodes[index].start), in: text)
  }
}

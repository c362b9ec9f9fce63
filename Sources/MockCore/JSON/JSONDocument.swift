/// A JSON text and the nodes it consists of; the root is node 0.
package struct JSONDocument: Sendable {
  package let text: [UInt8]
  package let nodes: [JSONNode]
  /// Where each node stands in the file that the text was made from; nil when it is the file itself.
  private var places: [TextPosition]?

  /// Parses `text`; see `JSONParser` for what is accepted.
  package init(_ text: [UInt8]) throws(JSONError) {
    var nodes: [JSONNode] = []
    try self.init(text, reusing: &nodes)
  }

  /// Parses `text` in the buffer of `nodes`; what is left there is of no use.
  package init(_ text: [UInt8], reusing nodes: inout [JSONNode]) throws(JSONError) {
    self.text = text
    try JSONParser.parse(text, into: &nodes)
    self.nodes = nodes
    nodes = []
  }

  /// Parses a text that was made from a file in another notation.
  ///
  /// - Parameters:
  ///   - text: valid JSON.
  ///   - places: for each of its nodes the place in the file, and one more for the file's end.
  /// - Throws: `JSONError` when it is none, or larger than `JSONParser` allows.
  init(_ text: [UInt8], places: [TextPosition]) throws(JSONError) {
    try self.init(text)
    precondition(places.count == nodes.count + 1)
    self.places = places
  }

  package var root: JSONNode { nodes[0] }

  /// Indices of the elements of an array.
  package func elements(of array: Int) -> Children {
    Children(nodes: nodes, of: array, isObject: false)
  }

  /// Index of the value that belongs to a key.
  package func value(ofKey key: Int) -> Int { key + 1 }

  /// Indices of an object's keys, in the order of the text.
  package func keys(of object: Int) -> Children {
    Children(nodes: nodes, of: object, isObject: true)
  }

  /// Walks over the children of a container; a struct without closures, for speed.
  package struct Children: Sequence, IteratorProtocol, Sendable {
    private let nodes: [JSONNode]
    private let end: Int
    private let isObject: Bool
    private var at: Int

    fileprivate init(nodes: [JSONNode], of container: Int, isObject: Bool) {
      self.nodes = nodes
      self.isObject = isObject
      at = container + 1
      end = Int(nodes[container].next)
    }

    package mutating func next() -> Int? {
      guard at < end else { return nil }
      defer { at = Int(nodes[isObject ? at + 1 : at].next) }
      return at
    }
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

  /// A string node for a message: whole when it is short, else its beginning and its size.
  package func excerpt(_ index: Int, limit: Int = 200) -> String {
    let node = nodes[index]
    guard node.range.count > limit else { return string(index) }
    let beginning = JSONEscapes.prefix(of: text[node.range], limit)
    let start = String(decoding: JSONEscapes.resolved(beginning), as: UTF8.self)
    return "\(start)… (\(node.range.count) bytes)"
  }

  /// The UTF-8 of a string node, its escape sequences resolved.
  package func stringBytes(_ index: Int) -> [UInt8] {
    let node = nodes[index]
    guard node.isEscaped else { return Array(text[node.range]) }
    return JSONEscapes.resolved(text[node.range])
  }

  /// Compares a string node with `other`, code point by code point.
  package func string(_ index: Int, equals other: [UInt8]) -> Bool {
    stringBytes(index) == other
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
    places?[index] ?? TextPosition(of: offset(index), in: text)
  }

  /// Where the file ends.
  var end: TextPosition {
    places?.last ?? TextPosition(of: text.count, in: text)
  }

  /// Where a value begins in the text.
  package func offset(_ index: Int) -> Int {
    // A string's node begins behind the quotation mark, the string with it.
    Int(nodes[index].start) - (nodes[index].kind == .string ? 1 : 0)
  }
}

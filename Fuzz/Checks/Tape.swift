internal import MockCore

/// The nodes of a document, walked without the document's own iterators.
struct Tape {
  private let document: JSONDocument

  init(_ document: JSONDocument) {
    self.document = document
  }

  /// Every node stands inside its container and behind its neighbour, and the text there is of its kind.
  func check() throws(BrokenProperty) {
    let end = try check(0, in: 0..<document.text.count, depth: 0)
    try expect(end == document.nodes.count, "nodes follow the root")
  }

  /// Returns the index of the node behind this value.
  private func check(_ index: Int, in space: Range<Int>, depth: Int) throws(BrokenProperty) -> Int {
    try expect(document.nodes.indices.contains(index), "there is no node \(index)")
    try expect(depth <= 64, "node \(index) is \(depth) levels deep")
    let node = document.nodes[index]
    let whole = node.kind == .string ? node.range.widened : node.range
    try expect(
      space.lowerBound <= whole.lowerBound && whole.upperBound <= space.upperBound,
      "node \(index) stands outside its space")
    try expect(isSpelled(node), "the text of node \(index) is not of the kind \(node.kind)")
    try expect(
      document.source(index).elementsEqual(document.text[whole]), "the source of node \(index)")
    if node.kind == .string { try StringChecks.check(document, index) }

    let end = try checkChildren(of: index, in: whole, depth: depth)
    try expect(Int(node.next) == end, "after node \(index) comes \(end), not \(node.next)")
    return end
  }

  private func checkChildren(
    of index: Int, in whole: Range<Int>, depth: Int
  ) throws(BrokenProperty) -> Int {
    let node = document.nodes[index]
    guard node.kind == .object || node.kind == .array else { return index + 1 }
    var space = whole.lowerBound + 1..<whole.upperBound - 1
    var child = index + 1
    var values: [Int] = []
    while child < Int(node.next) {
      if node.kind == .object {
        try expect(document.nodes[child].kind == .string, "node \(child) is no key")
        child = try check(child, in: space, depth: depth + 1)
        space = document.nodes[child - 1].range.widened.upperBound..<space.upperBound
      }
      values.append(child)
      let next = try check(child, in: space, depth: depth + 1)
      let value = document.nodes[child]
      space = value.range.upperBound..<space.upperBound
      child = next
    }
    let iterated =
      node.kind == .array
      ? Array(document.elements(of: index))
      : document.keys(of: index).map { document.value(ofKey: $0) }
    try expect(iterated == values, "the children of node \(index) are not those of the tape")
    return child
  }

  private func isSpelled(_ node: JSONNode) -> Bool {
    let text = document.text[node.range]
    switch node.kind {
    case .null: return text.elementsEqual("null".utf8)
    case .true: return text.elementsEqual("true".utf8)
    case .false: return text.elementsEqual("false".utf8)
    case .number: return text.last.map { (0x30...0x39).contains($0) } ?? false
    case .array: return text.first == UInt8(ascii: "[") && text.last == UInt8(ascii: "]")
    case .object: return text.first == UInt8(ascii: "{") && text.last == UInt8(ascii: "}")
    case .string:
      return node.isEscaped == text.contains(UInt8(ascii: "\\"))
        && document.text[node.range.lowerBound - 1] == UInt8(ascii: "\"")
        && document.text[node.range.upperBound] == UInt8(ascii: "\"")
    }
  }
}

extension Range<Int> {
  /// With the quotation marks of a string.
  fileprivate var widened: Range<Int> { lowerBound - 1..<upperBound + 1 }
}

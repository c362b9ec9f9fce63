internal import MockCore

/// What holds for every string of a document.
enum StringChecks {
  static func check(_ document: JSONDocument, _ index: Int) throws(BrokenProperty) {
    let bytes = document.stringBytes(index)
    try expect(String(validating: bytes, as: UTF8.self) != nil, "string \(index) is not UTF-8")
    try expect(document.string(index, equals: bytes), "string \(index) is not itself")
    try checkExcerpt(document, index, limit: 200)
    // Short ones too, so that short inputs reach every way to cut.
    try checkExcerpt(document, index, limit: 16)
  }

  private static func checkExcerpt(
    _ document: JSONDocument, _ index: Int, limit: Int
  ) throws(BrokenProperty) {
    let size = document.nodes[index].range.count
    let whole = document.string(index)
    var excerpt = document.excerpt(index, limit: limit)[...]
    guard size > limit else { return try expect(excerpt == whole, "the excerpt is not the string") }
    let tail = "… (\(size) bytes)"
    try expect(excerpt.hasSuffix(tail), "the excerpt does not say the size: \(excerpt)")
    excerpt = excerpt.dropLast(tail.count)
    // Compared as bytes: `String` would compare by canonical equivalence and whole grapheme clusters.
    try expect(whole.utf8.starts(with: excerpt.utf8), "the string does not begin with \(excerpt)")
  }
}

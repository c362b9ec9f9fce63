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
    let excerpt = document.excerpt(index, limit: limit)
    // Compared as bytes: `String` would compare by canonical equivalence and whole grapheme clusters, and
    // a character such as U+0605 makes one with the dots behind it.
    guard size > limit else {
      return try expect(excerpt.utf8.elementsEqual(whole.utf8), "the excerpt is not the string")
    }
    let tail = "… (\(size) bytes)".utf8
    let beginning = excerpt.utf8.dropLast(tail.count)
    try expect(
      excerpt.utf8.suffix(tail.count).elementsEqual(tail),
      "the excerpt does not say the size: \(excerpt)")
    try expect(whole.utf8.starts(with: beginning), "the string does not begin with \(excerpt)")
  }
}

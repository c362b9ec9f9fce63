internal import MockCore

/// What holds for every text that is parsed as JSON.
package enum JSONChecks {
  /// Parses `text` and looks at everything that can be asked of the document or the error.
  package static func check(_ text: [UInt8]) throws(BrokenProperty) {
    // As many spaces move the text against the words of eight bytes that the parser reads at once.
    let shift = text.count % 8
    let shifted = parse(Array(repeating: 0x20, count: shift) + text)
    switch (parse(text), shifted) {
    case (.success(let document), .success(let other)):
      try Tape(document).check()
      try expect(
        zip(document.nodes, other.nodes).allSatisfy {
          $0.kind == $1.kind && $0.range.lowerBound + shift == $1.range.lowerBound
            && $0.range.count == $1.range.count && $0.next == $1.next
        } && document.nodes.count == other.nodes.count, "\(shift) spaces change the nodes")
      try checkRoundTrip(document)
      try checkMembers(document)
      try NumberChecks.check(numbers(of: document))
    case (.failure(let error), .failure(let other)):
      try check(error, text)
      try expect(error.offset + shift == other.offset, "\(shift) spaces change the error's place")
    case (.success, .failure), (.failure, .success):
      throw BrokenProperty("\(shift) spaces decide whether the text is JSON")
    }
  }

  static func parse(_ text: [UInt8]) -> Result<JSONDocument, JSONError> {
    do throws(JSONError) {
      return .success(try JSONDocument(text))
    } catch {
      return .failure(error)
    }
  }

  private static func check(_ error: JSONError, _ text: [UInt8]) throws(BrokenProperty) {
    try expect((0...text.count).contains(error.offset), "the error stands outside the text")
    try expect(!error.reason.isEmpty, "the error has no reason")
    try check(error.position, in: text)
  }

  /// A position must be one that an editor could show.
  static func check(
    _ position: TextPosition, in text: [UInt8]
  ) throws(BrokenProperty) {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    try expect((1...lines.count).contains(position.line), "there is no line \(position.line)")
    let columns = lines[position.line - 1].count + 1
    try expect((1...columns).contains(position.column), "there is no column \(position.column)")
  }

  private static func checkRoundTrip(_ document: JSONDocument) throws(BrokenProperty) {
    let value = JSONValue(document, 0)
    guard !value.hasExtremeNumber else { return }
    let text = Array(value.json.utf8)
    guard case .success(let again) = parse(text) else {
      throw BrokenProperty("written again it is not JSON: \(String(decoding: text, as: UTF8.self))")
    }
    try expect(JSONValue(again, 0) == value, "written and read again it is another value")
  }

  private static func checkMembers(_ document: JSONDocument) throws(BrokenProperty) {
    guard document.root.kind == .object else { return }
    for key in document.keys(of: 0).prefix(8) {
      let name = document.string(key)
      guard let first = document.member(name) else {
        throw BrokenProperty("member does not find the key '\(name)'")
      }
      try expect(
        first <= document.value(ofKey: key) && document.string(first - 1, equals: Array(name.utf8)),
        "member finds another key than '\(name)'")
    }
  }

  private static func numbers(of document: JSONDocument) -> [JSONNumber] {
    Array(
      document.nodes.indices.lazy.filter { document.nodes[$0].kind == .number }
        .map { document.number($0) }.prefix(12))
  }
}

extension StoryFile {
  /// A media type; `none` takes the field away.
  mutating func contentType(_ index: Int) -> String?? {
    guard let text = reader.string(index) else { return nil }
    return text == "none" ? .some(nil) : headerText(text, index).map { .some($0) }
  }

  mutating func headers(_ index: Int) -> [(name: String, value: HeaderValue)] {
    var headers: [(name: String, value: HeaderValue)] = []
    var names: Set<String> = []
    let members = reader.members(of: index)
    reportEmpty(index)
    for member in members {
      guard isHeaderName(member) else { continue }
      if !names.insert(member.name.lowercased()).inserted {
        reader.report(member.key, "the header stands twice")
      }
      if let value = headerValue(member.value) { headers.append((member.name, value)) }
    }
    let size = headers.reduce(0) { size, header in
      guard case .text(let text) = header.value else { return size + header.name.utf8.count }
      return size + header.name.utf8.count + text.utf8.count
    }
    if size > 8000 { reader.report(index, "the headers are longer than 8000 bytes") }
    return headers
  }

  private mutating func isHeaderName(_ member: JSONReader.Member) -> Bool {
    let problem: String? =
      switch member.name.lowercased() {
      case "content-length", "transfer-encoding", "connection":
        "the engine sets this one; cut and close end an answer early"
      case "content-type": "write it as content-type, beside headers"
      default: member.name.isToken ? nil : "this is no name of a header"
      }
    if let problem { reader.report(member.key, problem) }
    return problem == nil
  }

  /// A text, a number, or `{ date: 5s }`.
  mutating func headerValue(_ index: Int) -> HeaderValue? {
    switch reader.kind(index) {
    case .number: return .text(String(decoding: reader.document.source(index), as: UTF8.self))
    case .string: return headerText(reader.document.string(index), index).map { .text($0) }
    case .object:
      let members = reader.members(of: index, among: ["date"])
      reader.reportMissing(["date"], in: index)
      return members.first.flatMap { reader.span($0.value) }.map { .date(after: $0) }
    case .null, .true, .false, .array:
      reader.report(index, "expected a text, a number or { date: 5s }")
      return nil
    }
  }

  mutating func headerText(_ text: String, _ index: Int) -> String? {
    if text.isEmpty {
      reader.report(index, "expected a text that is not empty")
    } else if !text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
      reader.report(index, "a header holds no control characters")
    } else if text.utf8.count > 8000 {
      reader.report(index, "a header has at most 8000 bytes")
    } else {
      return text
    }
    return nil
  }
}

extension StoryFile {
  /// Names for parts of an answer: `{ etag: header.etag, id: body.models.0.model_id }`.
  mutating func saved(_ index: Int, _ action: Step.Action) -> [SavedValue] {
    let members = reader.members(of: index)
    reportEmpty(index)
    if reader.kind(index) != .object { names.isIncomplete = true }
    return members.compactMap { member in
      let isName = member.name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
      if !isName || member.name.isEmpty {
        reader.report(member.key, "a name has lower-case letters, digits and hyphens")
      } else if names.isTaken(member.name) {
        reader.report(member.key, "this name stands for something already")
      }
      names.add(name: member.name)
      return source(member.value, action).map { SavedValue(name: member.name, source: $0) }
    }
  }

  private mutating func source(_ index: Int, _ action: Step.Action) -> SavedValue.Source? {
    let text = reader.kind(index) == .string ? reader.document.string(index) : ""
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "header"? where parts.count == 2 && parts[1].isToken: return .field(parts[1].lowercased())
    case "body"? where parts.allSatisfy { !$0.isEmpty }:
      if action.method == "HEAD" { reader.report(index, "the answer to a HEAD has no body") }
      return .body(Array(parts.dropFirst()))
    default:
      reader.report(
        index, "expected a part of the answer: header.etag, body or body.models.0.model_id")
      return nil
    }
  }
}

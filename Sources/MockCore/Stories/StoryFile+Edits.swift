extension StoryFile {
  private static let editKeys = [
    "status", "content-type", "headers", "set", "remove", "keep", "body",
  ]

  /// Changes to the mock's own answer.
  mutating func edit(_ index: Int, _ endpoint: StoryEndpoint) -> AnswerEdit? {
    var edit = AnswerEdit()
    let members = reader.members(of: index, among: Self.editKeys)
    for member in members {
      switch member.name {
      case "status": edit.status = statusWithBody(member.value)
      case "content-type": edit.contentType = contentType(member.value)
      case "headers": edit.headers = headers(member.value)
      case "keep": edit.kept = reader.amount(member.value)
      case "body": edit.body = reader.string(member.value).map { Array($0.utf8) }
      case "set": edit.set = changes(member.value)
      default: edit.removed = removals(member.value)
      }
      if endpoint == .output, ["set", "remove"].contains(member.name) {
        reader.report(member.key, "an output is no JSON")
      }
    }
    reportEmpty(index)
    if members.contains(where: { $0.name == "body" }) {
      for member in members where ["keep", "set", "remove"].contains(member.name) {
        reader.report(member.key, "body is all of the new body; write it as it is to be")
      }
    }
    for member in members where member.name == "set" {
      reportVain(edit.removed, in: member.value)
    }
    return edit
  }

  /// New values of members, by their paths.
  mutating func changes(_ index: Int) -> [(path: [String], value: JSONValue)] {
    let members = reader.members(of: index)
    reportEmpty(index)
    return members.compactMap { change in
      path(change.name, change.key).map { ($0, reader.value(change.value)) }
    }
  }

  mutating func removals(_ index: Int) -> [[String]] {
    var removed: [[String]] = []
    for element in elements(of: index, "paths", atLeast: 1) {
      guard let path = reader.string(element).flatMap({ path($0, element) }) else { continue }
      if removed.contains(path) { reader.report(element, "this stands twice") }
      removed.append(path)
    }
    return removed
  }

  /// Reports what is set and taken away again.
  mutating func reportVain(_ removed: [[String]], in changes: Int) {
    guard reader.kind(changes) == .object else { return }
    for key in reader.document.keys(of: changes) {
      let path = reader.document.string(key).split(separator: ".").map(String.init)
      if removed.contains(where: { path.starts(with: $0) }) {
        reader.report(key, "remove takes this away again")
      }
    }
  }

  private mutating func path(_ text: String, _ index: Int) -> [String]? {
    let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.allSatisfy({ !$0.isEmpty }) else {
      reader.report(index, "expected a key, or several with dots between them: output.image")
      return nil
    }
    return path
  }
}

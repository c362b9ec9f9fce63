extension StoryFile {
  private static let submitKeys = ["of", "model", "set", "remove", "as"]

  /// `submit: image`, or more about it.
  mutating func submit(_ index: Int) -> Submit? {
    var submission: String? = Submissions.names[0]
    var model: String?
    var set: [(path: [String], value: JSONValue)] = []
    var removed: [[String]] = []
    var job: String? = Submit.defaultJob
    var members: [JSONReader.Member] = []
    if reader.kind(index) == .object {
      members = reader.members(of: index, among: Self.submitKeys + Self.partKeys)
    } else {
      submission = self.submission(index)
    }
    for member in members {
      switch member.name {
      case "of": submission = self.submission(member.value)
      case "model": model = address(member.value)
      case "set":
        set = changes(member.value)
        checkNames(in: member.value)
      case "remove": removed = removals(member.value)
      case "as": job = jobName(member.value)
      default: break
      }
    }
    if let changes = members.first(where: { $0.name == "set" }) {
      reportVain(removed, in: changes.value)
    }
    let parts = self.parts(members, "POST")
    if case .none = parts.body {
    } else if let change = members.first(where: { $0.name == "set" || $0.name == "remove" }) {
      reader.report(change.key, "this changes the submission's input, and the body is another one")
    }
    guard let submission, let job else { return nil }
    return Submit(
      submission: submission, model: model, set: set, removed: removed, parts: parts, job: job)
  }

  private mutating func submission(_ index: Int) -> String? {
    reader.string(index, among: Submissions.names, "submission")
  }

  private mutating func jobName(_ index: Int) -> String? {
    guard let name = reader.string(index) else { return nil }
    guard !name.isEmpty, name.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      !Submissions.names.contains(name)
    else {
      reader.report(
        index,
        "a job's name has lower-case letters, and is not one of "
          + Submissions.names.joined(separator: ", "))
      return nil
    }
    return name
  }
}

/// What the submits of contract stories ask for, by name; which models that are is a setting of the run.
package struct Submissions: Sendable {
  package struct Submission: Sendable, Hashable {
    package let model: String
    /// One flat object of the model's inputs.
    package let input: JSONValue
  }

  /// The names that stories use; the first is what a submit means that says nothing else.
  package static let names = ["image", "null-input", "http-input"]

  private var byName: [String: Submission]

  init(_ byName: [String: Submission]) {
    precondition(Self.names.allSatisfy { byName[$0] != nil })
    self.byName = byName
  }

  /// The submission of one of `names`.
  package subscript(name: String) -> Submission {
    guard let submission = byName[name] else {
      preconditionFailure("\(name) is none of the names, all of which are there")
    }
    return submission
  }
}

/// Reads a file of submissions: for each name a model and its input; what it lacks is as it ships.
package struct SubmissionsFile {
  private var reader: JSONReader

  /// The submissions of a file, or everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - text: in YAML, or in JSON where the name of the file ends in `.json`.
  ///   - file: its name, for messages.
  ///   - defaults: for names that the file does not have; nil where it must have all.
  /// - Returns: the submissions, or the problems.
  package static func submissions(
    _ text: [UInt8], file: String, defaults: Submissions?
  ) -> Result<Submissions, FileError> {
    do throws(FileError) {
      var reading = SubmissionsFile(reader: try StoryFile.reader(of: text, file))
      let submissions = reading.submissions(defaults)
      guard let submissions, !reading.reader.problems.hasErrors else {
        throw FileError(problems: reading.reader.problems)
      }
      return .success(submissions)
    } catch {
      return .failure(error)
    }
  }

  private mutating func submissions(_ defaults: Submissions?) -> Submissions? {
    var byName: [String: Submissions.Submission] = [:]
    if let defaults { for name in Submissions.names { byName[name] = defaults[name] } }
    for member in reader.members(of: 0, among: Submissions.names) {
      byName[member.name] = submission(member.value)
    }
    if defaults == nil { reader.reportMissing(Submissions.names, in: 0) }
    return Submissions.names.allSatisfy { byName[$0] != nil } ? Submissions(byName) : nil
  }

  private mutating func submission(_ index: Int) -> Submissions.Submission? {
    var model: String?
    var input: JSONValue?
    for member in reader.members(of: index, among: ["model", "input"]) {
      if member.name == "model" {
        model = self.model(member.value)
      } else if reader.kind(member.value) == .object {
        input = reader.value(member.value)
      } else {
        reader.report(member.value, "expected the model's inputs as an object")
      }
    }
    reader.reportMissing(["model", "input"], in: index)
    guard let model, let input else { return nil }
    return Submissions.Submission(model: model, input: input)
  }

  private mutating func model(_ index: Int) -> String? {
    guard let text = reader.string(index) else { return nil }
    guard ModelID.isWellFormed(text.utf8) else {
      reader.report(
        index, "expected a model id: 2 to 5 segments of [A-Za-z0-9._-] joined by slashes")
      return nil
    }
    return text
  }
}

internal import Fixtures
internal import MockCore

extension Submissions {
  /// The submissions that ship.
  static let shipped = Result { () throws(FileError) in
    let path = "fixtures/submissions.yaml"
    let text = EmbeddedFile(path)?.text ?? []
    return try SubmissionsFile.submissions(text, file: path, defaults: nil).get()
  }
}

extension ContractStory {
  /// The stories that ship, in the order of their names: at least one for every promise of the contract.
  ///
  /// - Throws: ``ContractKitError`` when one of them cannot be read, which would be a mistake of the kit.
  public static func shipped() throws(ContractKitError) -> [ContractStory] {
    var stories: [ContractStory] = []
    for file in EmbeddedFile.all(below: "scenarios/") {
      do throws(FileError) {
        let story = try StoryFile.story(file.text, file: file.path).get()
        if let story = ContractStory(story) { stories.append(story) }
      } catch {
        throw ContractKitError("\(error)")
      }
    }
    return stories.sorted { $0.name < $1.name }
  }
}

/// What happens, written down: one file under `scenarios/` or of the user's own.
package final class Story: Sendable {
  package let name: StoryName
  /// One line.
  package let title: String
  /// Whom it happened to, or what it costs.
  package let why: String
  package let script: Script
  /// What is done and expected; nil for a story that drives nobody.
  package let steps: StorySteps?
  /// What the file is called.
  package let file: String
  /// The file, letter for letter.
  package let text: [UInt8]

  init(
    name: StoryName, title: String, why: String, script: Script, steps: StorySteps?, file: String,
    text: [UInt8]
  ) {
    self.steps = steps
    self.file = file
    self.text = text
    self.name = name
    self.title = title
    self.why = why
    self.script = script
  }
}

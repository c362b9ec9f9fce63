@testable import MockCore

extension StorySteps {
  /// The steps of a story file, which stand there one a line.
  init(_ lines: String..., promise: Promise = .cancelRunning, live: Int? = nil) throws {
    let head = "version: 1\nstory: a\ntitle: t\npromise: \(promise.rawValue)\n"
    let terms = live.map { "live: { jobs: \($0) }\n" } ?? ""
    let text = head + terms + "steps:\n" + lines.map { "  - { \($0) }\n" }.joined()
    let story = try StoryFile.story(Array(text.utf8), file: "s.yaml").get()
    guard let steps = story.steps else { throw CancellationError() }
    self = steps
  }
}

extension AnswerExpectation {
  /// What stands behind `expect` of a call without a job.
  init(_ text: String, promise: Promise = .cancelRunning) throws {
    let steps = try StorySteps("request: GET /, expect: \(text)", promise: promise).steps
    guard let expected = steps[0].expected else { throw CancellationError() }
    self = expected
  }
}

extension JSONValue {
  init(_ json: String) throws {
    self.init(try JSONDocument(Array(json.utf8)), 0)
  }
}

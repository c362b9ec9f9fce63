import ContractKit
import Foundation
import MockServer
import Testing

/// What a user of the kit writes, with its public names alone.
struct OwnStoryTests {
  private static let text = """
    version: 1
    story: ours/model
    title: A submit says which model it is about
    promise: submit.accepted
    steps:
      - submit: image
        expect: { http: 200, body: { request_id: { $type: string } } }
    """

  @Test func `a story of one's own is run with models of one's own`() async throws {
    let story = try ContractStory(Self.text, file: "model.yaml")
    var options = ContractServer.Options()
    try options.setSubmissions(
      "image: { model: ideogram/ideogram-v2/generate, input: { prompt: a pier } }",
      file: "mine.yaml")
    let model = options
    // A mock plays what it knows.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.text.utf8).write(to: folder.appending(path: "model.yaml"))
    var configuration = MockServer.Configuration.instant
    configuration.scenarioDirectory = folder.path
    try await MockServer.withRunning(configuration) { mock in
      let report = await story.report(on: try ContractServer(mock.url, options: model))
      #expect(report.verdict == .kept)
      #expect(
        report.steps[0].exchanges[0].url.hasSuffix("/v1/models/ideogram/ideogram-v2/generate"))
    }
  }

  @Test(arguments: [
    (
      text.replacing("submit: image", with: "submt: image"),
      "model.yaml:6:5: error: steps[0].submt: unknown key; did you mean 'submit'?"
    ),
    (
      "version: 1\nstory: ours/none\ntitle: Nothing is done\n",
      "model.yaml: the story has no steps, so it judges no server"
    ),
  ])
  func `a story with a mistake is told so`(_ text: String, _ message: String) {
    #expect(throws: ContractKitError.self) { try ContractStory(text, file: "model.yaml") }
    do throws(ContractKitError) {
      _ = try ContractStory(text, file: "model.yaml")
    } catch {
      #expect(error.description.hasPrefix(message))
    }
  }

  @Test func `submissions with a mistake are told so`() {
    var options = ContractServer.Options()
    do throws(ContractKitError) {
      try options.setSubmissions("imge: {}", file: "mine.yaml")
      Issue.record("taken")
    } catch {
      #expect(
        error.description.hasPrefix(
          "mine.yaml:1:1: error: imge: unknown key; did you mean 'image'?"))
    }
  }
}

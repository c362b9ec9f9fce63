import Testing

@testable import MockCore

struct SubmitNamesTests {
  @Test func `a name in a value that is set has to stand for something`() throws {
    let text = """
      version: 1
      story: a/b
      title: t
      promise: validation.http-urls
      steps:
        - submit: { set: { image_urls: ["${job.output}"] } }
          expect: { http: 200 }
      """
    let result = StoryFile.story(Array(text.utf8), file: "s.yaml")
    guard case .failure(let error) = result else {
      Issue.record("the story was taken")
      return
    }
    #expect(
      error.problems.map(\.description) == [
        "s.yaml:6:35: error: steps[0].submit.set.image_urls[0]: ${job.output} stands for nothing here; "
          + "expected one of origin, host, image.model, null-input.model, http-input.model"
      ])
  }
}

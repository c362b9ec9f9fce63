import Testing

@testable import MockCore

struct LiveTermsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let lines: [String]
    let jobs: Int
    let tier: LiveTerms.Tier
    var testDescription: String { lines.joined(separator: "; ") }

    init(_ lines: String..., jobs: Int, tier: LiveTerms.Tier) {
      (self.lines, self.jobs, self.tier) = (lines, jobs, tier)
    }
  }

  private static let end = "request: GET /, expect: { http: 200 }"

  @Test(arguments: [
    Case(jobs: 0, tier: .free),
    Case(
      "submit: { set: { prompt: 5 } }, expect: { refusal: errors.schema }", jobs: 0, tier: .free),
    Case("submit: image, assume: { refusal: errors.no-balance }", jobs: 0, tier: .free),
    Case("submit: image, expect: { http: [400-499, 503] }", jobs: 0, tier: .free),
    Case("submit: image, expect: { http: [200, 422] }", jobs: 1, tier: .cancelled),
    Case(
      "submit: image, expect: { sides: { refuse: { refusal: errors.schema }, accept: { http: 200 } } }",
      jobs: 1, tier: .cancelled),
    Case(
      "submit: image, expect: { sides: { refuse: { http: 422 }, accept: { refusal: errors.schema } } }",
      jobs: 0, tier: .free),
    Case("submit: image", "status:", "result:", jobs: 1, tier: .cancelled),
    Case("submit: image", "poll: { until: in_progress }", jobs: 1, tier: .charged),
    Case("submit: image", "cancel:", "poll: { until: cancelled }", jobs: 1, tier: .cancelled),
    Case(
      "submit: image", "cancel: { token: other }, expect: { refusal: errors.foreign-request }",
      "poll: { until: ended }", jobs: 1, tier: .charged),
    Case("submit: image", "submit: { as: second }", "cancel: second", jobs: 2, tier: .cancelled),
    Case(
      "submit: image", "submit: { as: second }", "cancel: second", "poll: { until: ended }",
      jobs: 2,
      tier: .charged),
    Case("submit: image", "result:", "download:", jobs: 1, tier: .charged),
  ])
  func `what a story costs follows from its steps`(_ example: Case) throws {
    let contract = try steps(example.lines, live: example.jobs)
    #expect(contract.live == LiveTerms(jobs: example.jobs, tier: example.tier))
    #expect(throws: FileError.self) { try steps(example.lines, live: example.jobs + 1) }
  }

  @Test func `a story that does not say what it costs is never sent to the real API`() throws {
    #expect(try steps(["submit: image"], live: nil).live == nil)
  }

  @Test func `what is submitted and whose tokens are needed is known`() throws {
    let contract = try StorySteps(
      "submit: image", "submit: { of: null-input, as: second }", "submit: { as: third }",
      "poll: { until: ended, token: other }, expect: { seen: in_queue }")
    #expect(contract.submissions == ["image", "null-input"])
    #expect(contract.needsOtherToken)
    #expect(try !steps([], live: nil).needsOtherToken)
    #expect(contract.steps.map(\.place.line) == [6, 7, 8, 9])
  }

  private func steps(_ lines: [String], live: Int?) throws -> StorySteps {
    let text = (lines + [Self.end]).joined(separator: " }\n  - { ")
    return try StorySteps(text, promise: .validationExplicitNull, live: live)
  }
}

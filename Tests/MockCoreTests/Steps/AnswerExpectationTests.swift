import Testing

@testable import MockCore

struct AnswerExpectationTests {
  @Test func `a refusal looks like one of the sides of its switch`() {
    #expect(Promise.errorToken.refusals == [ErrorAnswer(401, 400_004), ErrorAnswer(400, 400_004)])
    #expect(Promise.errorStory.refusals == Promise.errorToken.refusals)
    #expect(Promise.errorHost.refusals == [Profile().hostError])
    #expect(Promise.outputExpiry.refusals == [Profile().expiredOutputError])
    #expect(Promise.outputRange.refusals == [Profile().outputRangeError])
    #expect(Promise.cancelNotCancellable.refusals == [])
    #expect(Promise.submitAccepted.refusals == [])
  }

  @Test func `every refusal is one of HTTP's errors`() {
    for promise in Promise.allCases {
      #expect(promise.refusals.allSatisfy { (400...599).contains($0.status) && $0.code > 0 })
    }
  }

  @Test(arguments: [
    ("{ took: 1s }", false, []), ("{ http: 200 }", true, [200]),
    ("{ http: [202, 500-502] }", true, [202, 500, 501, 502]),
    ("{ refusal: errors.token }", true, [400, 401]),
    ("{ sides: { \"202\": { http: 202 }, \"409\": { body: {} } } }", true, [202]),
    ("{ sides: { \"202\": { body: {} }, \"409\": { text: a } } }", false, []),
  ])
  func `an expectation names the HTTP statuses that are right`(
    _ text: String, _ namesStatus: Bool, _ statuses: [Int]
  ) throws {
    let expectation = try AnswerExpectation(text, promise: .cancelNotCancellable)
    #expect(expectation.namesStatus == namesStatus)
    #expect((100...599).filter { expectation.names($0) } == statuses)
  }

  @Test func `every key is read`() throws {
    let expectation = try AnswerExpectation(
      "{ headers: { ETag: a }, text: b, size: { at-least: 2 }, took: 1.5s }")
    #expect(expectation.fields.map(\.name) == ["etag"])
    #expect(expectation.text?.expectation(Bindings()) == #""b""#)
    #expect(expectation.size == 2...Int.max)
    #expect(expectation.duration == Span64(nanoseconds: 1_500_000_000))
    #expect(try AnswerExpectation("{ picture: true }").isPicture)
  }
}

import MockCore
import Testing

/// What a good profile file says; the messages of the others stand in `fixtures/bad/profiles`.
struct ProfileFileTests {
  private func profile(_ text: String, bases: [Profile] = []) throws -> Profile {
    try ProfileFile.profile(Array(text.utf8), file: "p.json", bases: bases).get()
  }

  private func problems(_ text: String) -> [String] {
    guard case .failure(let error) = ProfileFile.profile(Array(text.utf8), file: "p.json")
    else { return [] }
    return error.problems.map(\.description)
  }

  private func base() throws -> Profile {
    try profile(
      #"""
      {"profile": "base", "description": "The base.",
       "answers": {
         "result.cost": {"answer": "price", "provenance": "observed", "date": "2026-01-02"},
         "errors.token": {"answer": {"http": 418, "error_code": 1}, "provenance": "client"}}}
      """#)
  }

  @Test func `everything that a file says is in the profile`() throws {
    let profile = try profile(
      #"""
      {"$schema": "s", "profile": "ours", "description": "For us.",
       "answers": {
         "result.succeeded": {
           "answer": "succeeded", "provenance": "observed", "date": "2026-11-21", "note": "Seen."},
         "status.queue-position": {"answer": "0", "provenance": "documented", "date": "2025-01-31"},
         "errors.no-balance": {"provenance": "assumed", "answer": {"error_code": 7, "http": 451}},
         "result.cost": {"answer": "0", "provenance": "seeds"}}}
      """#)
    #expect(profile.name == "ours")
    #expect(profile.summary == "For us.")
    #expect(profile.successWord == .succeeded)
    #expect(profile.queueBase == .zero)
    #expect(profile.balanceError == ErrorAnswer(451, 7))
    #expect(
      profile.sources == [
        .resultSucceeded: AnswerSource(.observed, date: "2026-11-21", note: "Seen."),
        .statusQueuePosition: AnswerSource(.documented, date: "2025-01-31"),
        .errorBalance: AnswerSource(.assumed), .resultCost: AnswerSource(.seeds),
      ])
    let moved = ProfileSwitch.all.filter { $0.answer(profile) != $0.sides[0] }.map(\.promise)
    #expect(moved == [.statusQueuePosition, .resultSucceeded, .errorBalance])
  }

  @Test func `a name is enough`() throws {
    let profile = try profile(#"{"profile": "a.b/c~1"}"#)
    #expect(profile.name == "a.b/c~1")
    #expect(profile.summary == "")
    #expect(profile.sources == [:])
  }

  @Test(arguments: [0, 1])
  func `what a file does not answer is its base's, wherever base stands`(_ position: Int) throws {
    let base = #""base": "base""#
    let answers = #""answers": {"result.cost": {"answer": "0", "provenance": "assumed"}}"#
    let members = position == 0 ? [base, answers] : [answers, base]
    let text = #"{"profile": "own", \#(members[0]), \#(members[1])}"#
    let profile = try profile(text, bases: [Profile(), try self.base()])
    #expect(profile.name == "own")
    #expect(profile.costOfFailure == .nothing)
    #expect(profile.tokenError == ErrorAnswer(418, 1))
    #expect(
      profile.sources == [.resultCost: AnswerSource(.assumed), .errorToken: AnswerSource(.client)])
  }

  @Test func `without a base the contract answers, whatever profiles there are`() throws {
    let profile = try profile(#"{"profile": "own"}"#, bases: [try base()])
    #expect(profile.tokenError == Profile().tokenError)
    #expect(profile.sources == [:])
  }

  @Test func `a description is not inherited: what a base is for, this one is not`() throws {
    let profile = try profile(#"{"profile": "own", "base": "base"}"#, bases: [try base()])
    #expect(profile.summary == "")
  }

  private func dated(_ date: String) -> String {
    // On a line of its own, so that its place is plain.
    let source = "\"provenance\": \"observed\", \"date\":\n\"\(date)\""
    return #"{"profile": "p", "answers": {"result.cost": {"answer": "0", \#(source)}}}"#
  }

  @Test(arguments: [
    "2026-01-01", "2026-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    "2026-06-30", "2026-09-30", "2026-11-30", "2028-02-29", "2000-02-29", "2026-07-31",
    "2026-08-31", "2026-10-31", "2026-05-31",
  ])
  func `a day of the calendar is a date`(_ date: String) throws {
    #expect(try profile(dated(date)).sources[.resultCost]?.date == date)
  }

  @Test(arguments: [
    // No such day.
    "2026-02-29", "2100-02-29", "2028-02-30", "2026-04-31", "2026-06-31", "2026-09-31",
    "2026-11-31", "2026-01-32", "2026-01-00", "2026-00-01", "2026-13-01", "2026-99-99",
    // Not written like one.
    "", "-", "--", "2026", "2026-11", "2026-1-01", "2026-01-1", "26-01-01", "02026-01-01",
    "2026-011-01", "2026-01-01-", "-2026-01-01", "2026--01-01", "2026-+1-01", "+202-01-01",
    "2026--1-01", "2026-01-+1", "2026/01/01", "20260101", "01-01-2026", "2026-01-01T00:00:00",
    " 2026-01-01", "2026-01-01 ", "2026-01-0\u{663}", "２０２６-01-01", "today",
  ])
  func `nothing else is`(_ date: String) {
    #expect(
      problems(dated(date)) == [
        "p.json:2:1: error: answers.result.cost.date: expected a day such as 2026-11-21"
      ])
  }

  private func refusal(_ http: String, _ code: String) -> String {
    let answer = "{\"http\":\n\(http), \"error_code\":\n\(code)}"
    return #"{"profile": "p", "answers": {"errors.token": "#
      + #"{"answer": \#(answer), "provenance": "assumed"}}}"#
  }

  @Test func `a profile without a base builds upon the default one`() throws {
    var standard = Profile()
    standard.sources[.resultCost] = AnswerSource(.assumed)
    let text = Array(#"{"profile":"x"}"#.utf8)
    let profile = try ProfileFile.profile(text, file: "p.json", bases: [standard]).get()
    #expect(profile.name == "x")
    #expect(profile.sources == standard.sources)
  }

  @Test(arguments: ["405", "407", "426"])
  func `a status that needs a field nobody has is refused`(_ http: String) {
    let told = problems(refusal(http, "1"))
    #expect(told.count == 1 && told[0].contains("a \(http) needs the field "), "\(told)")
  }

  @Test(arguments: zip(["400", "599", "4.5e2"], ["0", "999999999", "1.0"]))
  func `a refusal has an error status and a code of at most nine digits`(
    _ http: String, _ code: String
  ) throws {
    let answer = try profile(refusal(http, code)).tokenError
    #expect(
      [answer.status, answer.code] == [http, code].compactMap { Double($0).map { Int($0) } })
  }

  @Test(arguments: ["399", "600", "0", "-400", "200", "400.5", "1e99", #""400""#, "null", "[400]"])
  func `no other status is one`(_ http: String) {
    #expect(
      problems(refusal(http, "1")) == [
        "p.json:2:1: error: answers.errors.token.answer.http: expected an integer from 400 to 599"
      ])
  }

  @Test(arguments: ["-1", "1000000000", "0.5", #""1""#])
  func `no other code is one`(_ code: String) {
    #expect(
      problems(refusal("400", code)) == [
        "p.json:3:1: error: answers.errors.token.answer.error_code: "
          + "expected an integer from 0 to 999999999"
      ])
  }
}

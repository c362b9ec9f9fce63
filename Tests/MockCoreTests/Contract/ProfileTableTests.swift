import MockCore
import Testing

struct ProfileTableTests {
  private func row(_ promise: Promise, of profile: Profile) -> [String]? {
    ProfileTable(profile).rows.first { $0.first == promise.rawValue }
  }

  @Test func `there is a row for each question, below the headings`() {
    let rows = ProfileTable(Profile()).rows
    #expect(rows.first == ["question", "answer", "from", "otherwise"])
    #expect(rows.dropFirst().map(\.first) == ProfileSwitch.all.map(\.promise.rawValue))
    #expect(rows.allSatisfy { $0.count == 4 })
  }

  @Test func `an answer comes from the profile, else from the contract, and the others follow`() {
    var profile = Profile()
    profile.endedKey = .finishedAt
    profile.sources[.resultEndedKey] = AnswerSource(.observed, date: "2026-11-21", note: "n")
    profile.successWord = .succeeded
    profile.sources[.resultSucceeded] = AnswerSource(.client)
    #expect(
      row(.resultEndedKey, of: profile)
        == ["result.ended-key", "finished_at", "observed 2026-11-21", "completed_at, both"])
    #expect(
      row(.resultSucceeded, of: profile) == [
        "result.succeeded", "succeeded", "client", "completed",
      ]
    )
    #expect(
      row(.resultErrorShape, of: profile)
        == ["result.error-shape", "string", "assumed", "object, list, absent"])
  }

  @Test func `a refusal that is none of the known ones has all of them as others`() {
    var profile = Profile()
    profile.balanceError = ErrorAnswer(451, 7)
    #expect(row(.errorBalance, of: profile)?[1] == "451 with 7")
    #expect(row(.errorBalance, of: profile)?[3] == "402 with 400002, 400 with 400002")
    #expect(row(.errorPath, of: Profile())?[3] == "")
  }
}

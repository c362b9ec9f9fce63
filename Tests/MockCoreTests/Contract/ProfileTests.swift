import MockCore
import Testing

struct ProfileTests {
  @Test func `the default profile answers errors as the contract's table`() {
    let profile = Profile()
    #expect(profile.name == "default")
    #expect(profile.tokenError == ErrorAnswer(401, 400_004))
    #expect(profile.balanceError == ErrorAnswer(402, 400_002))
    #expect(profile.modelError == ErrorAnswer(400, 400_001))
    #expect(profile.unknownRequestError == ErrorAnswer(404, 404_001))
    #expect(profile.foreignRequestError == ErrorAnswer(403, 403_001))
    #expect(profile.schemaError == ErrorAnswer(422, 422_001))
    #expect(profile.notJSONError == ErrorAnswer(400, 400_003))
    #expect(profile.hostError == ErrorAnswer(400, 400_006))
    #expect(profile.contentTypeError == ErrorAnswer(415, 415_001))
    #expect(profile.tooLargeError == ErrorAnswer(413, 413_001))
    #expect(profile.methodError == ErrorAnswer(405, 405_001))
    #expect(profile.pathError == ErrorAnswer(404, 404_001))
    #expect(profile.expiredOutputError.status == 410)
    #expect(profile.busyError.status == 503)
  }

  @Test func `the documented profile has the docs' words`() {
    let profile = Profile.documented
    #expect(profile.name == "documented")
    #expect(profile.successWord == .succeeded)
    #expect(profile.endedKey == .finishedAt)
    let moved = ProfileSwitch.all.filter { $0.side(profile) != $0.sides[0] }.map(\.promise)
    #expect(moved == [.resultSucceeded, .resultEndedKey, .errorToken, .errorBalance])
  }

  @Test func `in the documented profile each status is the leading digits of its code`() {
    let profile = Profile.documented
    for answer in [
      profile.tokenError, profile.balanceError, profile.modelError, profile.unknownRequestError,
      profile.foreignRequestError, profile.schemaError, profile.notJSONError, profile.hostError,
      profile.contentTypeError, profile.tooLargeError, profile.methodError, profile.pathError,
      profile.expiredOutputError, profile.busyError,
    ] {
      #expect(answer.status == answer.code / 1000)
    }
  }

  @Test func `two profiles are shipped, each under its name`() {
    #expect(Profile.shipped.map(\.name) == ["default", "documented"])
  }
}

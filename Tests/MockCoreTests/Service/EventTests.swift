import Testing

@testable import MockCore

struct EventTests {
  @Test func `an event is one readable line`() throws {
    let id = try #require(RequestID("01234567-89ab-4cde-8f01-23456789abcd".utf8))
    let full = Event(
      number: 7, endpoint: .submit, promise: .submitAccepted, status: 200, monotonic: 1, time: nil,
      tenant: TenantID(slot: 0, serial: 3), request: id, note: "a note")
    #expect(
      full.line(Profile())
        == "submit  200  submit.accepted (seeds)  tenant 3  01234567-89ab-4cde-8f01-23456789abcd  a note"
    )
    let bare = Event(
      number: 8, endpoint: .none, promise: .errorHost, status: 400, monotonic: 1, time: nil,
      tenant: nil, request: nil, note: nil)
    #expect(bare.line(Profile()) == "-  400  errors.host (assumed)")
    var profile = Profile()
    profile.sources[.errorHost] = AnswerSource(.observed, date: "2026-11-21")
    #expect(bare.line(profile) == "-  400  errors.host (observed)")
  }
}

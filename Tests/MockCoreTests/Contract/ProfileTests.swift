import Foundation
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

  /// The profiles under `fixtures/profiles`, read from there.
  private static let shipped: [Profile] = ["default", "documented"].reduce(into: []) {
    let file = ShippedModels.fixtures.appending(path: "profiles/\($1).json")
    guard let text = try? Data(contentsOf: file) else { return }
    let profile = ProfileFile.profile(Array(text), file: file.lastPathComponent, bases: $0)
    if case .success(let profile) = profile { $0.append(profile) }
  }

  @Test func `two profiles are shipped, each under its name`() {
    #expect(Self.shipped.map(\.name) == ["default", "documented"])
  }

  @Test func `the default profile answers each question as the contract does, with a source`()
    throws
  {
    let profile = try #require(Self.shipped.first)
    for entry in ProfileSwitch.all {
      #expect(entry.answer(profile) == entry.answer(Profile()), "\(entry.promise)")
      let source = try #require(profile.sources[entry.promise], "\(entry.promise)")
      #expect((source.provenance == .observed) == (source.date != nil))
    }
  }

  @Test func `the documented profile has the docs' words, and the rest of the default one`() throws
  {
    let profile = try #require(Self.shipped.last)
    #expect(profile.successWord == .succeeded)
    #expect(profile.endedKey == .finishedAt)
    let moved = ProfileSwitch.all.filter { $0.answer(profile) != $0.sides[0] }.map(\.promise)
    #expect(moved == [.resultSucceeded, .resultEndedKey, .errorToken, .errorBalance])
    for promise in moved { #expect(profile.provenance(of: promise) == .documented) }
    #expect(profile.provenance(of: .statusQueuePosition) == .assumed)
    // No answer of a profile: the contract's own.
    #expect(profile.provenance(of: .submitURLs) == .observed)
  }

  @Test func `in the documented profile each status is the leading digits of its code`() throws {
    let profile = try #require(Self.shipped.last)
    for entry in ProfileSwitch.all {
      guard case .error(let answer) = entry.answer(profile) else { continue }
      #expect(answer.status == answer.code / 1000)
    }
  }
}

import MockCore
import Synchronization
import TestDoors
import Testing

@testable import MockServer

/// Stories that a mock knows by name and has not read yet.
@Suite(.timeLimit(.minutes(1)))
struct ShelvedStoryTests {
  /// The names of the stories that were read, in that order.
  private final class Readings: Sendable {
    let names = Mutex<[String]>([])
  }

  private let readings = Readings()

  private func shelved(_ name: String, _ text: String) throws -> ShelvedStory {
    ShelvedStory(try #require(StoryName(name))) { [readings] in
      readings.names.withLock { $0.append(name) }
      return StoryFile.story(Array(text.utf8), file: "\(name).yaml")
    }
  }

  private func shelf() throws -> [ShelvedStory] {
    try ["ours/a", "ours/b"].map { try shelved($0, storyText($0, status: 501)) }
  }

  private var read: [String] { readings.names.withLock { $0 } }

  private func send(_ token: String, to mock: TestMock) throws -> Int {
    try mock.send(TestRequest("GET", "/v1/models", token: token)).status
  }

  @Test(arguments: Door.allCases)
  func `a story is read when a token names it, and once for all mocks`(_ door: Door) throws {
    let stories = try shelf()
    for _ in 1...2 {
      let mock = try TestMock(door) { $0.stories = stories }
      #expect(try send("plain", to: mock) == 200)
      #expect(try send("ours.aa~1", to: mock) == 401)
      #expect(mock.events.last?.note?.contains("the nearest story is ours/a") == true)
    }
    #expect(read == [])
    for _ in 1...2 {
      let mock = try TestMock(door) { $0.stories = stories }
      let id = try mock.submit(token: "ours.b~1")
      #expect(try mock.status(id, token: "ours.b~1").status == 501)
      #expect(try send("ours.b~2", to: mock) == 200)
    }
    #expect(read == ["ours/b"])
  }

  @Test(arguments: Door.allCases)
  func `a story that cannot be read is not known, and the journal says why`(_ door: Door) throws {
    let stories = [try shelved("ours/bad", "version: 1\nstory: ours/bad\n")] + (try shelf())
    let mock = try TestMock(door) { $0.stories = stories }
    for _ in 1...2 {
      #expect(try send("ours.bad~1", to: mock) == 401)
      let event = try #require(mock.events.last)
      #expect(event.promise == .errorStory)
      #expect(
        event.note
          == "ours/bad.yaml:1:1: error: title: the key is missing"
          + ": The token names a story that is not known.")
    }
    #expect(read == ["ours/bad"])
    #expect(try send("ours.a~1", to: mock) == 200)
  }

  @Test func `a shipped story that is everybody's and cannot be read is a failure of ours`() throws
  {
    let stories = [try shelved("ours/bad", "version: 1\nstory: ours/bad\n")] + (try shelf())
    let error = #expect(throws: MockServerError.self) {
      try Stories.story("ours/bad", among: stories)
    }
    #expect(error?.isOfTheCall == false)
    #expect(error?.problems.map(\.path) == ["title"])
    #expect(try Stories.story("ours/a", among: stories).title == "t")
    #expect(read == ["ours/bad", "ours/a"])
  }
}

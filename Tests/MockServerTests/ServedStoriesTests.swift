import MockCore
import TestDoors
import Testing

@testable import MockServer

/// A running mock and its stories.
@Suite(.timeLimit(.minutes(1)))
struct ServedStoriesTests {
  private let folder: TemporaryFolder
  private let readings: AsyncStream<FileDirectory<Story>.Result>
  private var settings: ServerSettings

  init() throws {
    folder = try TemporaryFolder()
    let (readings, continuation) = AsyncStream.makeStream(of: FileDirectory<Story>.Result.self)
    self.readings = readings
    settings = ServerSettings()
    settings.scenarioDirectory = folder.path
    settings.onStories = { continuation.yield($0) }
  }

  private func next() async throws -> FileDirectory<Story>.Reading {
    for await reading in readings { return try reading.get() }
    throw CancellationError()
  }

  private func send(_ request: TestRequest, to server: MockServer) throws -> RawResponse {
    var connection = try RawConnection(port: server.port)
    try connection.send(request.bytes)
    return try connection.receive()
  }

  /// The HTTP status of the first status call of a new job.
  private func status(of token: String, on server: MockServer) throws -> Int {
    let submit = TestRequest(
      "POST", "/v1/models/aidc-ai/ovis-image", token: token, json: #"{"prompt": "x"}"#)
    let job = try #require(
      try send(submit, to: server).text.split(separator: "\"").dropFirst(3).first)
    return try send(TestRequest("GET", "/v1/requests/\(job)/status", token: token), to: server)
      .status
  }

  @Test func `a token names a story of the folder`() throws {
    try folder.write("a.yaml", storyText("ours/a", status: 501))
    let server = try MockServer(settings)
    defer { server.stop() }
    #expect(try status(of: "ours.a~1", on: server) == 501)
    #expect(try status(of: "plain", on: server) == 200)
    #expect(try send(TestRequest("GET", "/v1/models", token: "ours.b~1"), to: server).status == 401)
  }

  @Test func `a story is changed, spoiled and added while the mock runs`() async throws {
    try folder.write("a.yaml", storyText("ours/a", status: 501))
    let server = try MockServer(settings)
    defer { server.stop() }
    #expect(try status(of: "ours.a~old", on: server) == 501)

    try folder.write("a.yaml", storyText("ours/a", status: 502))
    #expect(try await next().problems == [])
    #expect(try status(of: "ours.a~new", on: server) == 502)
    // A tenant keeps what it began with.
    #expect(try status(of: "ours.a~old", on: server) == 501)

    try folder.write("a.yaml", "version: 1\nstory: ours/a\ntitle: t\nscirpt: {}\n")
    #expect(try await next().problems.map(\.position) == [TextPosition(line: 4, column: 1)])
    #expect(try status(of: "ours.a~newer", on: server) == 502)

    try folder.write("b.yaml", storyText("ours/b", status: 503))
    #expect(try await next().items.map(\.name.text) == ["ours/a", "ours/b"])
    #expect(try status(of: "ours.b~1", on: server) == 503)

    try folder.remove("b.yaml")
    _ = try await next()
    #expect(try send(TestRequest("GET", "/v1/models", token: "ours.b~2"), to: server).status == 401)
    #expect(try status(of: "ours.b~1", on: server) == 503)
    #expect(try status(of: "status.not-found-at-first~1", on: server) == 404)
  }

  @Test func `one story can be everybody's, and is looked up anew for who comes later`()
    async throws
  {
    try folder.write("a.yaml", storyText("ours/a", status: 501))
    var settings = settings
    settings.scenario = "ours/a"
    let server = try MockServer(settings)
    defer { server.stop() }
    #expect(try status(of: "first", on: server) == 501)
    try folder.write("a.yaml", storyText("ours/a", status: 502))
    _ = try await next()
    #expect(try status(of: "first", on: server) == 501)
    #expect(try status(of: "second", on: server) == 502)
    // Without its file it stays what it was.
    try folder.remove("a.yaml")
    _ = try await next()
    #expect(try status(of: "third", on: server) == 502)
  }

  @Test func `a shipped story can be everybody's`() throws {
    var settings = ServerSettings()
    settings.scenario = "status/not-found-at-first"
    let server = try MockServer(settings)
    defer { server.stop() }
    #expect(try status(of: "me", on: server) == 404)
    // Who names another has that one.
    #expect(try status(of: "status.poll-storm~1", on: server) == 200)
  }

  @Test func `a mock does not start with a story that there is not, or that is wrong`() throws {
    var settings = settings
    settings.scenario = "ours/b"
    try folder.write("a.yaml", storyText("ours/a"))
    let unknown = #expect(throws: MockServerError.self) { _ = try MockServer(settings) }
    #expect(unknown?.description == "there is no story 'ours/b'; did you mean 'ours/a'?")
    try folder.write("b.yaml", "story: ours/b\n")
    let wrong = #expect(throws: MockServerError.self) { _ = try MockServer(settings) }
    #expect(wrong?.problems.map(\.path) == ["version", "title"])
  }
}

import MockCore
import TestDoors
import Testing

@testable import MockServer

/// A running mock and its folder of models.
@Suite(.timeLimit(.minutes(1)))
struct ServedModelsTests {
  private let folder: TemporaryFolder
  /// What was read after each change.
  private let readings: AsyncStream<FileDirectory<Model>.Result>
  private let settings: ServerSettings

  init() throws {
    folder = try TemporaryFolder()
    let (readings, continuation) = AsyncStream.makeStream(of: FileDirectory<Model>.Result.self)
    self.readings = readings
    var settings = ServerSettings()
    settings.service.timeline = .instant
    settings.modelDirectory = folder.path
    settings.onModels = { continuation.yield($0) }
    self.settings = settings
  }

  /// Waits for the next reading without holding a thread.
  private func next() async throws -> FileDirectory<Model>.Reading {
    for await reading in readings { return try reading.get() }
    throw CancellationError()
  }

  private func send(_ request: TestRequest, to server: MockServer) throws -> RawResponse {
    var connection = try RawConnection(port: server.port)
    try connection.send(request.bytes)
    return try connection.receive()
  }

  private func get(_ path: String, from server: MockServer) throws -> RawResponse {
    try send(TestRequest("GET", path), to: server)
  }

  private func submit(_ json: String, to id: String, of server: MockServer) throws -> RawResponse {
    try send(TestRequest("POST", "/v1/models/\(id)", json: json), to: server)
  }

  private func schema(_ name: String) -> String {
    #"{"type": "object", "required": ["\#(name)"], "properties": {"\#(name)": {}}}"#
  }

  @Test func `the folder's models are served beside those that ship`() throws {
    try folder.write("a.json", modelText("own/a", kind: "own"))
    try folder.write("ovis.json", modelText("aidc-ai/ovis-image", kind: "own"))
    let server = try MockServer(settings)
    defer { server.stop() }
    for (id, isOwn) in [
      ("own/a", true), ("aidc-ai/ovis-image", true), ("ideogram/ideogram-v2/generate", false),
    ] {
      let detail = try get("/v1/models/\(id)", from: server)
      #expect(detail.status == 200)
      #expect(detail.text.contains(#""kind":"own""#) == isOwn)
    }
    #expect(server.firstModels?.problems == [])
  }

  @Test func `a model is changed, spoiled, mended and removed while the mock runs`() async throws {
    try folder.write("a.json", modelText("own/a", schema: schema("old")))
    let server = try MockServer(settings)
    defer { server.stop() }
    let first = try submit(#"{"old": 1}"#, to: "own/a", of: server)
    #expect(first.status == 200)
    let job = try #require(first.text.split(separator: "\"").dropFirst(3).first)

    try folder.write("a.json", modelText("own/a", schema: schema("new")))
    #expect(try await next().problems == [])
    #expect(try submit(#"{"old": 1}"#, to: "own/a", of: server).status == 422)
    #expect(try submit(#"{"new": 1}"#, to: "own/a", of: server).status == 200)
    #expect(try get("/v1/models/own/a", from: server).text.contains(#""required": ["new"]"#))

    try folder.write("a.json", "{")
    let spoiled = try await next()
    #expect(spoiled.problems.map(\.position.column) == [2])
    #expect(try submit(#"{"new": 1}"#, to: "own/a", of: server).status == 200)

    try folder.write("a.json", modelText("own/a", schema: schema("third")))
    #expect(try await next().problems == [])
    #expect(try submit(#"{"third": 1}"#, to: "own/a", of: server).status == 200)

    try folder.remove("a.json")
    #expect(try await next().items.isEmpty)
    #expect(try submit(#"{"third": 1}"#, to: "own/a", of: server).status == 400)
    #expect(try get("/v1/models/own/a", from: server).status == 400)
    #expect(!(try get("/v1/models", from: server).text.contains("own/a")))
    #expect(try submit(#"{"prompt": "x"}"#, to: "aidc-ai/ovis-image", of: server).status == 200)

    // Its jobs live on.
    for verb in ["status", "result"] {
      let answer = try get("/v1/requests/\(job)/\(verb)", from: server)
      #expect(answer.status == 200)
      #expect(answer.text.contains(#""status":"completed""#))
    }
    #expect(try get("/outputs/\(job)/0.png", from: server).status == 200)
  }

  @Test func `a shipped model returns when the one in its place is removed`() async throws {
    let id = "aidc-ai/ovis-image"
    let server = try MockServer(settings)
    defer { server.stop() }
    let shipped = try get("/v1/models/\(id)", from: server).text

    try folder.write("ovis.json", modelText(id, kind: "own"))
    #expect(try await next().items.map(\.id) == [id])
    #expect(try get("/v1/models/\(id)", from: server).text.contains(#""kind":"own""#))

    try folder.remove("ovis.json")
    #expect(try await next().items.isEmpty)
    #expect(try get("/v1/models/\(id)", from: server).text == shipped)
  }

  @Test func `what changes nothing is not reported`() async throws {
    try folder.write("a.json", modelText("own/a"))
    let server = try MockServer(settings)
    defer { server.stop() }
    // A second watch says when the first one has had the time to look.
    let (looks, continuation) = AsyncStream.makeStream(of: Void.self)
    let watch = try DirectoryWatch(folder.path)
    try watch.start { hasChanged in
      if hasChanged { continuation.yield() }
    }
    defer { watch.stop() }
    try folder.write("notes.txt", "x")
    try folder.write("a.json", modelText("own/a"))
    try folder.write(".b.json", "{")
    for await _ in looks { break }
    // The first thing to be heard of is the new model.
    try folder.write("b.json", modelText("own/b"))
    #expect(try await next().items.map(\.id) == ["own/a", "own/b"])
  }

  @Test func `a folder that is taken away is reported, and what was read is served`() async throws {
    try folder.write("a.json", modelText("own/a"))
    let server = try MockServer(settings)
    defer { server.stop() }
    try folder.removeAll()
    // The file may be seen to go before the folder is.
    let error = await #expect(throws: MockServerError.self) {
      while true { _ = try await next() }
    }
    #expect(
      error?.description == "cannot read the folder \(folder.path): No such file or directory")
    #expect(try get("/v1/models/aidc-ai/ovis-image", from: server).status == 200)
  }

  @Test func `warnings are kept for whoever started the mock`() throws {
    try folder.write(
      "a.json", modelText("m/a", schema: #"{"required": ["b"], "properties": {"a": {}}}"#))
    let server = try MockServer(settings)
    defer { server.stop() }
    #expect(server.firstModels?.problems.map(\.severity) == [.warning])
    #expect(server.firstModels?.problems.map(\.file) == ["\(folder.path)/a.json"])
  }

  @Test func `a mock does not start with a file that has a mistake, and tells all of them`() throws
  {
    try folder.write("a.json", "{")
    try folder.write("b.json", "[]")
    try folder.write("c.json", modelText("own/c"))
    let error = #expect(throws: MockServerError.self) { _ = try MockServer(settings) }
    #expect(error?.problems.map(\.file) == ["a", "b"].map { "\(folder.path)/\($0).json" })
    #expect(error?.isOfTheCall == true)
  }

  @Test func `a mock does not start without the folder`() throws {
    try folder.removeAll()
    let error = #expect(throws: MockServerError.self) { _ = try MockServer(settings) }
    #expect(
      error?.description == "cannot read the folder \(folder.path): No such file or directory")
    #expect(error?.isOfTheCall == true)
  }
}

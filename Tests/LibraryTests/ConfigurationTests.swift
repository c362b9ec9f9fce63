import Foundation
import MockServer
import Synchronization
import Testing

/// What a mock can be told, and what it says of what cannot be.
@Suite(.timeLimit(.minutes(1)))
struct ConfigurationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let message: String
    let change: @Sendable (inout MockServer.Configuration) -> Void

    init(_ message: String, _ change: @escaping @Sendable (inout MockServer.Configuration) -> Void)
    {
      self.message = message
      self.change = change
    }

    var testDescription: String { message }
  }

  @Test(arguments: [
    Case("profile: there is no profile 'documnted'; did you mean 'documented'?") {
      $0.profile = "documnted"
    },
    Case("clock: must be from 0.001 to 1000000.0, received 0.0") { $0.clock = .scaled(by: 0) },
    Case("clock: must be from 0.001 to 1000000.0, received -1.0") { $0.clock = .scaled(by: -1) },
    Case("clock: must be from 0.001 to 1000000.0, received nan") { $0.clock = .scaled(by: .nan) },
    Case("queueTime: must not be negative, received -1.0 seconds") { $0.queueTime = .seconds(-1) },
    Case("runTime: must not be negative, received -1e-18 seconds") {
      $0.runTime = Duration(secondsComponent: 0, attosecondsComponent: -1)
    },
    Case("balance: must be from 0.0 to 1000000000.0, received -0.5") { $0.balance = -0.5 },
    Case("balance: must be from 0.0 to 1000000000.0, received inf") { $0.balance = .infinity },
    Case("port: must be from 0 to 65535, received 65536") { $0.port = 65_536 },
    Case("port: must be from 0 to 65535, received -1") { $0.port = -1 },
    Case("cannot listen on host 'no.such.host.invalid'") { $0.host = "no.such.host.invalid" },
    Case(
      "acceptedTokens: The token may hold visible ASCII characters only, no blanks and no commas."
    ) {
      $0.acceptedTokens = ["fine", "not fine"]
    },
    Case(
      "publicURL: must be an origin such as https://mock.example:8443, without a path, "
        + "received 'mock.example'"
    ) { $0.publicURL = "mock.example" },
    Case(
      "outputURL: must be an origin such as https://mock.example:8443, without a path, "
        + "received 'https://mock.example/'"
    ) { $0.outputURL = "https://mock.example/" },
    Case("cannot read the folder /no/such/folder: No such file or directory") {
      $0.modelDirectory = "/no/such/folder"
    },
    Case("cannot read the folder /no/such/stories: No such file or directory") {
      $0.scenarioDirectory = "/no/such/stories"
    },
    Case("there is no story 'submit/anser-lost'; did you mean 'submit/answer-lost'?") {
      $0.scenario = "submit/anser-lost"
    },
  ])
  func `what cannot be fulfilled is told before the body runs`(_ wrong: Case) async throws {
    for log in [nil, { _ in }] as [(@Sendable (String) -> Void)?] {
      var configuration = MockServer.Configuration()
      configuration.log = log
      wrong.change(&configuration)
      let error = await #expect(throws: MockServerError.self) {
        try await MockServer.withRunning(configuration) { _ in Issue.record("it runs") }
      }
      #expect(error?.description.hasPrefix(wrong.message) == true, "\(error?.description ?? "")")
    }
  }

  @Test func `made tokens differ, between mocks too, and name no story`() async throws {
    try await MockServer.withRunning { server in
      try await MockServer.withRunning { other in
        let tokens = (0..<3).flatMap { _ in [server.makeToken(), other.makeToken()] }
        #expect(Set(tokens).count == 6)
        #expect(tokens.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7D).contains($0) } })
      }
    }
  }

  @Test func `made tokens are accepted besides those that are named, and no others`() async throws {
    var configuration = MockServer.Configuration()
    configuration.acceptedTokens = ["named"]
    try await MockServer.withRunning(configuration) { server in
      func status(_ token: String) async throws -> Int {
        try await Answer("\(server.url)/v1/models", token: token).status
      }
      let made = server.makeToken()
      #expect(try await status("named") == 200)
      #expect(try await status(made) == 200)
      #expect(try await status("other") == 401)
      #expect(try await status(String(made.prefix(10))) == 401)
      try await MockServer.withRunning { other async throws in
        #expect(try await status(other.makeToken()) == 401)
      }
    }
  }

  @Test func `a mock that accepts no token accepts those that it makes`() async throws {
    var configuration = MockServer.Configuration()
    configuration.acceptedTokens = []
    try await MockServer.withRunning(configuration) { server async throws in
      let url = "\(server.url)/v1/models"
      #expect(try await Answer(url, token: "me").status == 401)
      #expect(try await Answer(url, token: server.makeToken()).status == 200)
    }
  }

  @Test func `the settings are those of the answers`() async throws {
    var configuration = MockServer.Configuration.instant
    configuration.balance = 12.345_678
    configuration.publicURL = "https://api.test"
    configuration.outputURL = "https://files.test:8443"
    try await MockServer.withRunning(configuration) { server in
      let balance = try await Answer("\(server.url)/prod/v2/balance", token: "me")
      #expect(balance.text.contains(#""balance_microdollars":12345678,"#))
      let job = try await PictureClient(url: server.url, token: "me").submit("a lighthouse")
      #expect(job.hasPrefix("https://api.test/v1/requests/"))
      let path = job.dropFirst("https://api.test".count).replacing("/status", with: "/result")
      let result = try await Answer(server.url + path, token: "me")
      #expect(result.text.contains(#""image":"https://files.test:8443/outputs/"#))
    }
  }

  @Test func `a job can wait and run for ever`() async throws {
    var configuration = MockServer.Configuration.frozen
    configuration.queueTime = .seconds(1e15)
    configuration.runTime = .seconds(Int64.max)
    try await MockServer.withRunning(configuration) { server in
      let client = PictureClient(url: server.url, token: server.makeToken())
      let job = try await client.submit("a lighthouse")
      try await server.clock(of: client.token).advance(by: .seconds(7_000_000_000))
      #expect(try await client.status(of: job) == "in_queue")
    }
  }

  @Test func `the log has a line for each call by the time the mock is gone`() async throws {
    let lines = Mutex<[String]>([])
    var configuration = MockServer.Configuration()
    configuration.log = { line in lines.withLock { $0.append(line) } }
    let token = try await MockServer.withRunning(configuration) { server in
      let token = server.makeToken()
      for _ in 0..<3 { _ = try await Answer("\(server.url)/v1/models", token: token) }
      _ = try await Answer("\(server.url)/none", token: token)
      return token
    }
    let found = lines.withLock { $0 }
    #expect(found.count == 4)
    #expect(found.allSatisfy { !$0.contains("\n") && !$0.contains(token) })
    #expect(found.first?.contains("  models  200  ") == true)
    #expect(found.last?.contains("  404  ") == true)
  }

  @Test func `a profile can be a file of one's own`() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
    var configuration = MockServer.Configuration()
    configuration.profile = root.appending(path: "../../fixtures/profiles/documented.json").path
    try await MockServer.withRunning(configuration) { server async throws in
      #expect(try await Answer("\(server.url)/v1/models", token: "a~b").status == 400)
    }
  }

  @Test func `a mistake that comes into a model's file is told, and the model stays`() async throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.json")
    try Data(#"{"model_id": "own/a", "output_type": "image", "input_schema": {}}"#.utf8)
      .write(to: file)
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    var configuration = MockServer.Configuration.instant
    configuration.modelDirectory = folder.path
    configuration.log = { continuation.yield($0) }
    try await MockServer.withRunning(configuration) { server in
      try Data("{".utf8).write(to: file, options: .atomic)
      let line = await lines.first { _ in true }
      #expect(line?.contains("a.json:1:2: error: ") == true)
      let client = PictureClient(url: server.url, token: server.makeToken())
      let job = try await client.submit("a lighthouse", to: "own/a")
      #expect(try await client.status(of: job) == "completed")
    }
  }

  @Test func `a story can happen to every token, also one of one's own`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.yaml")
    let story =
      "{ version: 1, story: ours/a, title: t, script: { faults: [{ on: submit, when: before-commit, do: { gateway: 502 } }] } }"
    try Data(story.utf8).write(to: file)
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    var configuration = MockServer.Configuration.instant
    configuration.scenario = "ours/a"
    configuration.scenarioDirectory = folder.path
    configuration.log = { line in
      if line.contains("a.yaml") { continuation.yield(line) }
    }
    try await MockServer.withRunning(configuration) { server async throws in
      let client = PictureClient(url: server.url, token: server.makeToken())
      await #expect(throws: (any Error).self) {
        try await client.submit("a lighthouse", to: "aidc-ai/ovis-image")
      }
      // Only the first one is lost.
      let job = try await client.submit("a lighthouse", to: "aidc-ai/ovis-image")
      #expect(!job.isEmpty)
      try Data("[".utf8).write(to: file, options: .atomic)
      let line = await lines.first { _ in true }
      #expect(line?.contains("a.yaml:1:2: error: not YAML: ") == true, "\(line ?? "")")
    }
  }
}

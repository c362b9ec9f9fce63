import MockServer
import Testing

@Test func `a submitted job is completed`() async throws {
  try await MockServer.withRunning(.instant) { server in
    let client = PictureClient(url: server.url, token: server.makeToken())
    let job = try await client.submit("a lighthouse")
    #expect(try await client.status(of: job) == "completed")
  }
}

@Test func `a model that is not there is refused`() async throws {
  try await MockServer.withRunning { server in
    let client = PictureClient(url: server.url, token: server.makeToken())
    await #expect(throws: PictureClient.Failure(status: 400)) {
      try await client.submit("a lighthouse", to: "acme/none")
    }
  }
}

@Test func `two keys see nothing of each other`() async throws {
  try await MockServer.withRunning { server in
    let mine = PictureClient(url: server.url, token: server.makeToken())
    let yours = PictureClient(url: server.url, token: server.makeToken())
    let job = try await mine.submit("a lighthouse")
    await #expect(throws: PictureClient.Failure(status: 403)) {
      try await yours.status(of: job)
    }
  }
}

@Test func `a wrong key is refused`() async throws {
  var configuration = MockServer.Configuration.instant
  configuration.profile = "documented"
  configuration.acceptedTokens = ["right"]
  configuration.log = { print($0) }
  try await MockServer.withRunning(configuration) { server in
    let client = PictureClient(url: server.url, token: "wrong")
    await #expect(throws: PictureClient.Failure(status: 400)) {
      try await client.submit("a lighthouse")
    }
  }
}

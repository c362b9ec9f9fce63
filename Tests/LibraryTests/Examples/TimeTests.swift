import MockServer
import Testing

@Test func `a job waits, runs and is completed`() async throws {
  try await MockServer.withRunning(.frozen) { server in
    let token = server.makeToken()
    let client = PictureClient(url: server.url, token: token)
    let clock = server.clock(of: token)

    let job = try await client.submit("a lighthouse")
    #expect(try await client.status(of: job) == "in_queue")
    try await clock.advance(by: .seconds(2))
    #expect(try await client.status(of: job) == "in_progress")
    try await clock.advance(by: .seconds(4))
    #expect(try await client.status(of: job) == "completed")
  }
}

@Test func `a job takes an hour`() async throws {
  var configuration = MockServer.Configuration.frozen
  configuration.runTime = .seconds(3600)
  try await MockServer.withRunning(configuration) { server in
    let token = server.makeToken()
    let client = PictureClient(url: server.url, token: token)
    let job = try await client.submit("a lighthouse")
    try await server.clock(of: token).advance(by: .seconds(3601))
    #expect(try await client.status(of: job) == "in_progress")
    try await server.clock(of: token).advance(by: .seconds(1))
    #expect(try await client.status(of: job) == "completed")
  }
}

@Test func `a client polls until the end`() async throws {
  var configuration = MockServer.Configuration()
  configuration.clock = .scaled(by: 1000)
  try await MockServer.withRunning(configuration) { server in
    let client = PictureClient(url: server.url, token: server.makeToken())
    try await client.waitForTheEnd(of: client.submit("a lighthouse"))
  }
}

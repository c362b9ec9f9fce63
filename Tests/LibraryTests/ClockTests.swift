import Foundation
import MockServer
import Testing

/// A token's clock, and what its owner sees of it.
@Suite(.timeLimit(.minutes(1)))
struct ClockTests {
  private func configuration(_ clock: MockServer.ClockMode) -> MockServer.Configuration {
    var configuration = MockServer.Configuration()
    configuration.clock = clock
    return configuration
  }

  private var wall: Duration { .seconds(Date().timeIntervalSince1970) }

  @Test func `a frozen clock shows the time of its first use until it is advanced`() async throws {
    try await MockServer.withRunning(.frozen) { server in
      let before = wall
      let clock = server.clock(of: server.makeToken())
      let first = try await clock.now
      #expect(before - .seconds(1) <= first && first <= wall + .seconds(1))
      #expect(try await clock.now == first)
      try await clock.advance(by: .milliseconds(1500))
      #expect(try await clock.now == first + .milliseconds(1500))
      try await clock.advance(by: .zero)
      #expect(try await clock.now == first + .milliseconds(1500))

      // The first use of another comes later, by the wall.
      #expect(try await server.clock(of: server.makeToken()).now > first)
    }
  }

  @Test func `Date and the timestamps are those of the clock`() async throws {
    try await MockServer.withRunning(.frozen) { server in
      let client = PictureClient(url: server.url, token: server.makeToken())
      let clock = server.clock(of: client.token)
      let job = try await client.submit("a lighthouse")
      for _ in 0..<2 {
        try await clock.advance(by: .seconds(86_400))
        let now = try await clock.now
        let answer = try await Answer(job, token: client.token)
        #expect(answer.date?.timeIntervalSince1970 == Double(now.components.seconds))
      }
      #expect(try await client.status(of: job) == "completed")
    }
  }

  @Test(arguments: [MockServer.ClockMode.real, .scaled(by: 60), .scaled(by: 0.001)])
  func `a clock that runs can be moved forward`(_ mode: MockServer.ClockMode) async throws {
    var configuration = configuration(mode)
    configuration.queueTime = .seconds(86_400)
    try await MockServer.withRunning(configuration) { server in
      let client = PictureClient(url: server.url, token: server.makeToken())
      let clock = server.clock(of: client.token)
      let job = try await client.submit("a lighthouse")
      #expect(try await client.status(of: job) == "in_queue")
      let before = try await clock.now
      try await clock.advance(by: .seconds(172_800))
      let after = try await clock.now
      #expect(after >= before + .seconds(172_800))
      #expect(try await client.status(of: job) == "completed")
      let date = try #require(try await Answer(job, token: client.token).date)
      #expect(date.timeIntervalSince1970 >= Double(after.components.seconds))
      #expect(try await clock.now > after)
    }
  }

  @Test func `a real clock is the wall's, and so is its Date`() async throws {
    try await MockServer.withRunning { server in
      let before = wall
      let now = try await server.clock(of: "me").now
      #expect(before - .seconds(1) <= now && now <= wall + .seconds(1))
      let answer = try await Answer("\(server.url)/v1/models", token: "me")
      let date = try #require(answer.date?.timeIntervalSince1970)
      #expect(date >= Double(before.components.seconds) - 1)
      #expect(date <= Double(wall.components.seconds) + 1)
    }
  }

  @Test func `the clocks of two tokens are two clocks`() async throws {
    try await MockServer.withRunning(.frozen) { server in
      let clients = (0..<2).map { _ in
        PictureClient(url: server.url, token: server.makeToken())
      }
      let jobs = [
        try await clients[0].submit("a lighthouse"), try await clients[1].submit("a lighthouse"),
      ]
      let other = try await server.clock(of: clients[1].token).now
      try await server.clock(of: clients[0].token).advance(by: .seconds(6))
      #expect(try await clients[0].status(of: jobs[0]) == "completed")
      #expect(try await clients[1].status(of: jobs[1]) == "in_queue")
      #expect(try await server.clock(of: clients[1].token).now == other)
    }
  }

  @Test func `a clock that is asked for twice is the same`() async throws {
    try await MockServer.withRunning(.frozen) { server in
      let first = try await server.clock(of: "me").now
      try await server.clock(of: "me").advance(by: .seconds(1))
      #expect(try await server.clock(of: "me").now == first + .seconds(1))
    }
  }

  @Test func `advances from many tasks add up`() async throws {
    try await MockServer.withRunning(.frozen) { server in
      let clock = server.clock(of: "me")
      let first = try await clock.now
      try await withThrowingTaskGroup { group in
        for _ in 0..<100 { group.addTask { try await clock.advance(by: .nanoseconds(7)) } }
        try await group.waitForAll()
      }
      #expect(try await clock.now == first + .nanoseconds(700))
    }
  }

  @Test(arguments: [MockServer.ClockMode.real, .scaled(by: 1_000_000), .frozen])
  func `no clock goes beyond the end of time`(_ mode: MockServer.ClockMode) async throws {
    try await MockServer.withRunning(configuration(mode)) { server in
      let client = PictureClient(url: server.url, token: server.makeToken())
      let clock = server.clock(of: client.token)
      let job = try await client.submit("a lighthouse")
      for _ in 0..<2 { try await clock.advance(by: .seconds(1e15)) }
      #expect(try await clock.now == .nanoseconds(Int64.max))
      #expect(try await client.status(of: job) == "completed")
      let last = try await client.submit("a lighthouse")
      #expect(try await client.status(of: last) == "completed")
    }
  }

  @Test func `a clock is not moved back`() async throws {
    try await MockServer.withRunning(.frozen) { server in
      let clock = server.clock(of: "me")
      let first = try await clock.now
      let error = await #expect(throws: MockServerError.self) {
        try await clock.advance(by: .seconds(-1))
      }
      #expect(
        error?.description
          == "a clock cannot be moved back: advance(by:) received -1.0 seconds")
      #expect(try await clock.now == first)
    }
  }

  @Test(arguments: [
    ("", "The token is empty."),
    (String(repeating: "a", count: 513), "The token is longer than 512 characters."),
    ("a b", "The token may hold visible ASCII characters only, no blanks and no commas."),
    ("lighthouse~1", "The token names a story that is not known."),
    ("other", "The token is not known."),
  ])
  func `a token that is not accepted has no clock`(_ token: String, _ message: String) async throws
  {
    var configuration = MockServer.Configuration()
    configuration.acceptedTokens = ["me"]
    try await MockServer.withRunning(configuration) { server in
      let clock = server.clock(of: token)
      let error = await #expect(throws: MockServerError.self) { try await clock.now }
      #expect(error?.description == message)
      await #expect(throws: MockServerError.self) { try await clock.advance(by: .zero) }
      try await server.clock(of: "me").advance(by: .zero)
    }
  }
}

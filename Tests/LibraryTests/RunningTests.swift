import Foundation
import FoundationNetworking
import MockServer
import Testing

/// How a mock starts and ends.
@Suite(.timeLimit(.minutes(1)))
struct RunningTests {
  private struct Mishap: Error {}

  /// What nobody but its owner may touch.
  private final class Notes {
    var text = ""
  }

  /// Whether something listens there.
  private func answers(_ url: String) async throws -> Bool {
    do {
      _ = try await Answer("\(url)/_mock/health")
      return true
    } catch let error as URLError where error.code == .cannotConnectToHost {
      return false
    }
  }

  @Test func `a mock answers while the body runs, and is gone when it has returned`() async throws {
    let url = try await MockServer.withRunning { server async throws in
      #expect(server.url == "http://127.0.0.1:\(server.port)")
      #expect(try await answers(server.url))
      return server.url
    }
    #expect(try await !answers(url))
  }

  @Test func `an error of the body is passed on, and the mock is gone`() async throws {
    // Held, so that it is not only gone because nobody has it any more.
    var held: MockServer?
    await #expect(throws: Mishap.self) {
      try await MockServer.withRunning { server in
        held = server
        _ = try await PictureClient(url: server.url, token: "me").submit("a lighthouse")
        throw Mishap()
      }
    }
    let url = try #require(held).url
    #expect(try await !answers(url))
  }

  @Test func `a task that is cancelled ends, and the mock is gone`() async throws {
    let (urls, started) = AsyncStream.makeStream(of: String.self)
    let task = Task {
      try await MockServer.withRunning { server in
        started.yield(server.url)
        let (never, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        continuation.finish()
        try Task.checkCancellation()
      }
    }
    let url = try #require(await urls.first { _ in true })
    #expect(try await answers(url))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await !answers(url))
  }

  @Test func `a body that takes no notice of being cancelled returns its value`() async throws {
    let (urls, started) = AsyncStream.makeStream(of: String.self)
    let (resumptions, resumption) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await MockServer.withRunning { server in
        started.yield(server.url)
        await Task { for await _ in resumptions { break } }.value
        try await server.clock(of: "me").advance(by: .seconds(1))
        return 7
      }
    }
    let url = try #require(await urls.first { _ in true })
    task.cancel()
    #expect(try await answers(url))
    resumption.yield()
    #expect(try await task.value == 7)
    #expect(try await !answers(url))
  }

  @Test func `a mock that is held on to after its end says that it has stopped`() async throws {
    let server = try await MockServer.withRunning { $0 }
    let clock = server.clock(of: server.makeToken())
    let error = await #expect(throws: MockServerError.self) { try await clock.now }
    #expect(error?.description == "the mock has stopped")
    await #expect(throws: MockServerError.self) { try await clock.advance(by: .seconds(1)) }
  }

  @Test func `a clock that is asked while the mock stops answers or says so`() async throws {
    for _ in 0..<20 {
      let tasks = try await MockServer.withRunning { server in
        (0..<20).map { number in
          Task { try await server.clock(of: "\(number)").advance(by: .seconds(1)) }
        }
      }
      for task in tasks {
        let result = await task.result
        guard case .failure(let error) = result else { continue }
        #expect((error as? MockServerError)?.description == "the mock has stopped")
      }
    }
  }

  @Test func `fifty mocks run at the same time, each with a world of its own`() async throws {
    let gate = Gate(50)
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await MockServer.withRunning(.frozen) { server in
            let client = PictureClient(url: server.url, token: "the-same-for-all")
            let job = try await client.submit("a lighthouse")
            try await server.clock(of: client.token).advance(by: .seconds(2))
            await gate.pass()
            #expect(try await client.status(of: job) == "in_progress")
            return server.url
          }
        }
      }
      var urls: Set<String> = []
      for try await url in group { urls.insert(url) }
      #expect(urls.count == 50)
    }
  }

  @Test @MainActor func `the body runs where it is written, with what belongs there`() async throws
  {
    let notes = Notes()
    let same = try await MockServer.withRunning { server in
      MainActor.assertIsolated()
      notes.text += server.url
      return notes
    }
    #expect(same.text.hasPrefix("http://127.0.0.1:"))
  }

  @Test func `an address of its own can be asked for`() async throws {
    var configuration = MockServer.Configuration()
    configuration.host = "127.0.0.2"
    try await MockServer.withRunning(configuration) { server async throws in
      #expect(server.url == "http://127.0.0.2:\(server.port)")
      #expect(try await answers(server.url))
      configuration.port = server.port
      let error = await #expect(throws: MockServerError.self) {
        try await MockServer.withRunning(configuration) { _ in }
      }
      #expect(
        error?.description == "cannot listen on 127.0.0.2:\(server.port): the port is taken")
    }
  }
}

/// Lets tasks go on when so many of them have come.
private actor Gate {
  private let count: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) {
    self.count = count
  }

  func pass() async {
    await withCheckedContinuation { continuation in
      waiting.append(continuation)
      guard waiting.count == count else { return }
      for continuation in waiting { continuation.resume() }
    }
  }
}

internal import MicroHTTPD
internal import MockCore

extension MockServer {
  /// Starts a mock, calls `body` with it, and stops it however `body` ends.
  ///
  /// When this returns or throws, the port is closed and the mock's threads have ended. What a client was
  /// still waiting for is closed without an answer.
  ///
  /// - Parameters:
  ///   - configuration: what the mock is told; without it, clocks are real and a job takes six seconds.
  ///   - body: what to do while it runs. A task that is cancelled ends when `body` does.
  /// - Returns: what `body` returns.
  /// - Throws: ``MockServerError`` when the configuration cannot be fulfilled, before `body` is called; else
  ///   what `body` throws.
  public static func withRunning<Value>(
    _ configuration: Configuration = Configuration(),
    _ body: (MockServer) async throws -> Value
  ) async throws -> Value {
    let server = try start(configuration)
    do {
      let value = try await body(server)
      await server.end()
      return value
    } catch {
      await server.end()
      throw error
    }
  }

  private static func start(_ configuration: Configuration) throws(MockServerError) -> MockServer {
    var settings = try configuration.settings()
    guard let write = configuration.log else { return try MockServer(settings) }
    let log = try EventLog(settings.service.profile) { text in
      for line in text.split(separator: "\n") { write(String(line)) }
    }
    settings.onEvent = { log.add($0) }
    settings.onModels = { Self.report($0, write) }
    settings.onStories = { Self.report($0, write) }
    do {
      let server = try MockServer(settings, log: log)
      let problems = (server.firstModels?.problems ?? []) + (server.firstStories?.problems ?? [])
      for problem in problems { write("\(problem)") }
      return server
    } catch {
      log.finish(milliseconds: 0)
      throw error
    }
  }

  private static func report<Item: FileItem>(
    _ result: FileDirectory<Item>.Result, _ write: (String) -> Void
  ) {
    switch result {
    case .success(let reading): for problem in reading.news { write("\(problem)") }
    case .failure(let error): write("\(error)")
    }
  }

  /// Stops at once and waits until every thread has ended, without holding one of Swift's pool.
  private func end() async {
    await withCheckedContinuation { continuation in
      let stop: @Sendable () -> Void = { [self] in
        stopWatching()
        server.stop(graceNanoseconds: 0)
        models?.join()
        stories?.join()
        log?.finish(milliseconds: 1000)
        continuation.resume()
      }
      do {
        _ = try LoopThread(stop)
      } catch {
        stop()
      }
    }
  }
}

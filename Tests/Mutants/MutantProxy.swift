internal import HTTPClient
internal import MicroHTTPD

/// A proxy before a mock, which together are the server that is tested.
package enum MutantProxy {
  /// Starts a proxy, calls `body` with its origin, and stops it however `body` ends.
  ///
  /// - Parameters:
  ///   - mutant: what it changes; nil passes everything on as it came.
  ///   - origin: where to.
  ///   - body: what to do while it runs.
  /// - Returns: what `body` returns, and what has passed.
  /// - Throws: when it does not start; else what `body` throws.
  package static func withRunning<Value>(
    _ mutant: Mutant?, to origin: String, _ body: (_ origin: String) async throws -> Value
  ) async throws -> (value: Value, passages: [Mutant.Passage]) {
    let client = HTTPClient(ClientSettings(bodyLimit: bodyLimit))
    let server = try HTTPServer(host: "127.0.0.1", port: 0, settings: settings) { responder in
      ProxyHandler(mutant, to: origin, by: client, responder: responder)
    }
    do {
      let value = try await body("http://127.0.0.1:\(server.port)")
      let passages = await withCheckedContinuation { continuation in
        let isTaken = server.perform { continuation.resume(returning: $0.past) }
        if !isTaken { continuation.resume(returning: []) }
      }
      await end(server)
      return (value, passages)
    } catch {
      await end(server)
      throw error
    }
  }

  /// More than the mock takes, so that the mock is the one that refuses.
  private static let bodyLimit = 256 * 1_048_576

  private static var settings: EngineSettings {
    var settings = EngineSettings()
    settings.connectionMemory = 256 * 1024
    settings.bodyLimit = bodyLimit
    settings.bodiesInFlightLimit = 4 * bodyLimit
    settings.keepsFieldLines = true
    return settings
  }

  /// Waits for the loop to end without holding a thread of Swift's pool.
  private static func end(_ server: HTTPServer<ProxyHandler>) async {
    await withCheckedContinuation { continuation in
      let stop: @Sendable () -> Void = {
        server.stop(graceNanoseconds: 0)
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

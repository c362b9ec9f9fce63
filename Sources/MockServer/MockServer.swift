internal import MicroHTTPD
package import MockCore

/// A running mock: the service, the engine and the pictures put together.
///
/// Each value owns its loop thread; several can run in one process.
package final class MockServer: Sendable {
  /// The address for clients, without a slash at the end.
  package let url: String
  package let port: Int
  /// What the configuration's folder of models held at the start.
  package var firstReading: ModelDirectory.Reading? { watched?.first }
  private let server: HTTPServer
  private let watched: WatchedModels?

  package typealias ModelResult = Result<ModelDirectory.Reading, MockServerError>

  /// What a mock can be told.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 picks a free port.
    package var port = 0
    /// How many times as fast as real time the tenants' clocks run.
    package var speed = 1.0
    package var settings = ServiceSettings()
    /// A folder of the user's own models, read again whenever something in it changes.
    package var modelDirectory: String?
    /// Called with each reading of that folder after the first, on a thread of its own.
    package var onModels: (@Sendable (ModelResult) -> Void)?
    /// How many connections are held; nil derives it from the limit of open files.
    package var connectionLimit: Int?
    /// Called on the loop thread for each event; must not wait.
    package var onEvent: (@Sendable (Event) -> Void)?

    package init() {
      settings.version = MockServer.version
    }
  }

  package static let version = "0.1.0"

  /// Starts a mock with the models that ship with it, and those of the configuration's folder.
  package init(_ configuration: Configuration) throws(MockServerError) {
    let updates = ModelUpdates()
    let shipped = try Models.shipped()
    if let path = configuration.modelDirectory {
      watched = try WatchedModels(path) { [onModels = configuration.onModels] result in
        if case .success(let reading) = result { updates.post(shipped + reading.models) }
        onModels?(result)
      }
    } else {
      watched = nil
    }
    let models = shipped + (watched?.first.models ?? [])
    do {
      server = try Self.server(Catalogue(models), updates, configuration)
    } catch {
      watched?.stop()
      throw MockServerError(description: "\(error)", isOfTheCall: error.isAboutAddress)
    }
    port = server.port
    let host = configuration.host
    url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// Stops accepting, gives answers in flight half a second, closes everything and waits for the end.
  package func stop() {
    watched?.stop()
    server.stop(graceNanoseconds: 500_000_000)
  }

  private static func server(
    _ catalogue: Catalogue, _ updates: ModelUpdates, _ configuration: Configuration
  ) throws(HTTPServerError) -> HTTPServer {
    let monotonic = MonotonicTime.now()
    let clock = TenantClock(
      origin: Instant(nanoseconds: MonotonicTime.wall()), monotonic: monotonic,
      speed: configuration.speed)
    let service = Service(
      catalogue: catalogue, settings: configuration.settings, clock: clock,
      seed: UInt64.random(in: .min ... .max))
    var engine = EngineSettings()
    engine.bodyLimit = configuration.settings.bounds.body
    engine.bodiesInFlightLimit = configuration.settings.bounds.bodiesInFlight
    engine.connectionLimit = configuration.connectionLimit ?? OpenFiles.connectionLimit
    return try HTTPServer(
      host: configuration.host, port: configuration.port, settings: engine
    ) { responder throws(HTTPServerError) in
      try MockHandler(
        service, responder: responder, updates: updates, onEvent: configuration.onEvent)
    }
  }
}

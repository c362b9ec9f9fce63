internal import MicroHTTPD
package import MockCore

/// A running mock: the service, the engine and the pictures put together.
///
/// Each value owns its loop thread; several can run in one process.
package final class MockServer: Sendable {
  /// The address for clients, without a slash at the end.
  package let url: String
  package let port: Int
  private let server: HTTPServer

  /// What a mock can be told.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 picks a free port.
    package var port = 0
    /// How many times as fast as real time the tenants' clocks run.
    package var speed = 1.0
    package var settings = ServiceSettings()
    /// How many connections are held; nil derives it from the limit of open files.
    package var connectionLimit: Int?
    /// Called on the loop thread for each event; must not wait.
    package var onEvent: (@Sendable (Event) -> Void)?

    package init() {
      settings.version = MockServer.version
    }
  }

  package static let version = "0.1.0"

  /// The models that are part of the binary.
  package static func shippedModels() throws(ModelFileError) -> [Model] {
    try EmbeddedFixtures.models.get()
  }

  /// Starts a mock with the models that ship with it.
  package init(_ configuration: Configuration) throws(MockServerError) {
    do {
      let catalogue = Catalogue(try EmbeddedFixtures.models.get())
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
      server = try HTTPServer(
        host: configuration.host, port: configuration.port, settings: engine
      ) { responder throws(HTTPServerError) in
        try MockHandler(service, responder: responder, onEvent: configuration.onEvent)
      }
    } catch {
      let isOfTheCall = (error as? HTTPServerError)?.isAboutAddress == true
      throw MockServerError(description: "\(error)", isOfTheCall: isOfTheCall)
    }
    port = server.port
    let host = configuration.host
    url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// Stops accepting, gives answers in flight half a second, closes everything and waits for the end.
  package func stop() {
    server.stop(graceNanoseconds: 500_000_000)
  }
}

/// Why a mock did not start.
package struct MockServerError: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String
  /// What was asked for cannot be done (exit code 2), as opposed to a failure of ours (70).
  package let isOfTheCall: Bool

  init(description: String, isOfTheCall: Bool = true) {
    self.description = description
    self.isOfTheCall = isOfTheCall
  }
}

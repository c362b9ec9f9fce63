internal import MicroHTTPD
package import MockCore
internal import Synchronization

/// A mock of RunComfy's Model API that runs in this process, on a port of its own.
///
/// ``withRunning(_:_:)`` starts one and stops it. Any number can run at the same time; they share nothing,
/// and none changes anything for the process as a whole.
public final class MockServer: Sendable {
  /// The address for clients, such as `http://127.0.0.1:53211`, without a slash at the end.
  public let url: String
  /// The port that it listens on.
  public let port: Int
  /// What the folders of models and of stories held at the start.
  package var firstModels: FileDirectory<Model>.Reading? { models?.first }
  package var firstStories: FileDirectory<Story>.Reading? { stories?.first }
  let server: HTTPServer<MockHandler>
  let models: WatchedDirectory<Model>?
  let stories: WatchedDirectory<Story>?
  let log: EventLog?
  /// What the tokens begin with that `makeToken` makes.
  private let tokenPrefix = "made-\(String(UInt64.random(in: .min ... .max), radix: 16))-"
  private let madeTokens = Atomic(0)

  package static let version = "0.1.0"

  /// A bearer token that nobody has used, and with it a world of its own: jobs, a clock, an account.
  ///
  /// It is accepted also where ``Configuration/acceptedTokens`` names others.
  public func makeToken() -> String {
    tokenPrefix + "\(madeTokens.add(1, ordering: .relaxed).newValue)"
  }

  /// Starts a mock with the models that ship with it, and those of the settings' folder; so with stories.
  ///
  /// - Parameters:
  ///   - settings: what it is told.
  ///   - log: is finished when `withRunning` ends.
  /// - Throws: `MockServerError` when the address cannot be listened on, or a file cannot be served.
  package init(_ settings: ServerSettings, log: EventLog? = nil) throws(MockServerError) {
    self.log = log
    let shippedModels = try Models.shipped()
    let shippedStories = Stories.shipped + settings.service.stories
    models = try settings.modelDirectory.map { path throws(MockServerError) in
      try WatchedDirectory(path)
    }
    stories = try settings.scenarioDirectory.map { path throws(MockServerError) in
      try WatchedDirectory(path)
    }
    var service = settings.service
    service.acceptedPrefix = Array(tokenPrefix.utf8)
    service.stories = shippedStories + (stories?.first.items ?? []).map { ShelvedStory($0) }
    if let name = settings.scenario {
      service.story = try Stories.story(name, among: service.stories)
    }
    let catalogue = Catalogue(shippedModels + (models?.first.items ?? []))
    do {
      server = try Self.server(catalogue, service, settings)
    } catch {
      throw MockServerError(description: "\(error)", isOfTheCall: error.isAboutAddress)
    }
    port = server.port
    let host = settings.host
    url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    // Weak, so that a mock that is let go stops at once.
    try models?.start { [weak server, onModels = settings.onModels] result in
      if case .success(let reading) = result {
        server?.change { $0.replaceModels(with: shippedModels + reading.items) }
      }
      onModels?(result)
    }
    try stories?.start { [weak server, onStories = settings.onStories] result in
      if case .success(let reading) = result {
        let all = shippedStories + reading.items.map { ShelvedStory($0) }
        server?.change { $0.replaceStories(with: all) }
      }
      onStories?(result)
    }
  }

  /// For each tenant with a story a line that says how much of it has happened.
  package func closingSummary() -> [String] {
    let lines = Mailbox<[String]>()
    let isTaken = server.perform { handler in
      lines.post(
        handler.service.receipts(monotonic: MonotonicTime.now()).map { tenant, receipts in
          let missing = receipts.missing
          return "tenant \(tenant.serial)  \(receipts.story)  "
            + (missing.isEmpty
              ? "all of it happened" : "not reached: " + missing.joined(separator: "; "))
        })
    }
    return isTaken ? lines.wait().first ?? [] : []
  }

  /// Stops accepting, gives answers in flight half a second, closes everything and waits for the end.
  package func stop() {
    stopWatching()
    server.stop(graceNanoseconds: 500_000_000)
  }

  func stopWatching() {
    models?.stop()
    stories?.stop()
  }

  private static func server(
    _ catalogue: Catalogue, _ service: ServiceSettings, _ settings: ServerSettings
  ) throws(HTTPServerError) -> HTTPServer<MockHandler> {
    let clock = TenantClock(
      origin: Instant(nanoseconds: MonotonicTime.wall()), monotonic: MonotonicTime.now(),
      pace: settings.pace)
    let service = Service(
      catalogue: catalogue, settings: service, clock: clock, seed: UInt64.random(in: .min ... .max))
    var engine = EngineSettings()
    engine.bodyLimit = service.settings.bounds.body
    engine.bodiesInFlightLimit = service.settings.bounds.bodiesInFlight
    engine.connectionLimit = settings.connectionLimit ?? OpenFiles.connectionLimit
    return try HTTPServer(
      host: settings.host, port: settings.port, settings: engine
    ) { responder in
      MockHandler(service, responder: responder, onEvent: settings.onEvent)
    }
  }
}

extension HTTPServer<MockHandler> {
  /// Changes the service; returns when each later call is answered by it.
  fileprivate func change(_ change: @escaping @Sendable (inout Service) -> Void) {
    let done = Mailbox<Void>()
    let isTaken = perform { handler in
      change(&handler.service)
      done.post(())
    }
    if isTaken { _ = done.wait() }
  }
}

package import MockCore

/// What a mock is told once, when it starts.
package struct ServerSettings: Sendable {
  package var host = "127.0.0.1"
  /// 0 picks a free one.
  package var port = 0
  /// How the clocks of tenants go whose story does not say it.
  package var pace = ClockPace.real
  package var service = ServiceSettings()
  /// A folder of the user's own models, read again whenever something in it changes.
  package var modelDirectory: String?
  /// Called with each reading of that folder after the first, on a thread of its own, when its models are
  /// those that are served.
  package var onModels: (@Sendable (FileDirectory<Model>.Result) -> Void)?
  /// The name of the story of tenants whose token names none.
  package var scenario: String?
  /// The same as for models, for stories.
  package var scenarioDirectory: String?
  package var onStories: (@Sendable (FileDirectory<Story>.Result) -> Void)?
  /// How many connections are held; nil derives it from the limit of open files.
  package var connectionLimit: Int?
  /// Called on the loop thread for each event; must not wait.
  package var onEvent: (@Sendable (Event) -> Void)?

  package init() {
    service.version = MockServer.version
  }

  /// What a speed may be, in times as fast as real time.
  package static let speeds = 0.001...1_000_000
  /// What a balance may be, in US dollars.
  package static let balances = 0.0...1_000_000_000
}

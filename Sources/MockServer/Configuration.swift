internal import MockCore

extension MockServer {
  /// What a mock is told when it starts.
  ///
  /// It is looked at by ``MockServer/withRunning(_:_:)``, which throws a ``MockServerError`` that names what
  /// cannot be fulfilled.
  public struct Configuration: Sendable {
    /// How the tokens' clocks run.
    public var clock = ClockMode.real

    /// How long a job waits before it runs; 2 seconds unless told otherwise.
    ///
    /// It is time of the token's clock. More than 292 years is for ever.
    public var queueTime = Duration.seconds(2)

    /// How long a job runs before it is completed; 4 seconds unless told otherwise.
    ///
    /// It is time of the token's clock. More than 292 years is for ever.
    public var runTime = Duration.seconds(4)

    /// What is answered where RunComfy's documents leave it open: `default`, `documented`, or the path of a
    /// file.
    public var profile = "default"

    /// The path of a folder of model files, which are served beside those that ship with the mock.
    ///
    /// It is read again when something in it changes.
    public var modelDirectory: String?

    /// The name of the story that happens to tokens that name none, such as `submit/answer-lost`; nil for the
    /// plain, friendly mock.
    public var scenario: String?

    /// The path of a folder of story files, which are known beside those that ship with the mock.
    ///
    /// It is read again when something in it changes; a token to which a story happens keeps the one that it
    /// began with.
    public var scenarioDirectory: String?

    /// What each token has, in US dollars, from 0 to 1,000,000,000; it is never debited.
    ///
    /// At 0 a submit is refused with 402.
    public var balance = 100.0

    /// The only tokens that are accepted, besides those of ``MockServer/makeToken()``; nil accepts each that is
    /// well-formed.
    ///
    /// Well-formed are 1 to 512 visible ASCII characters without commas. A `~` is reserved: a token
    /// with one is refused.
    public var acceptedTokens: Set<String>?

    /// The origin of the URLs in answers, such as `https://mock.example:8443`; nil takes the `Host` that the
    /// client used.
    public var publicURL: String?

    /// The origin of output URLs, where it differs from that of the others.
    public var outputURL: String?

    /// The address to listen on, or a name of this machine.
    public var host = "127.0.0.1"

    /// The port to listen on, from 0 to 65535; 0 picks a free one.
    public var port = 0

    /// Is called with a line for each call and its answer, and for what is wrong with the files of
    /// ``modelDirectory`` and ``scenarioDirectory``.
    ///
    /// It is called on threads of the mock. Those lines have no end of line, and never hold a token.
    public var log: (@Sendable (String) -> Void)?

    /// The defaults: real clocks, jobs of six seconds, a free port.
    public init() {}

    /// The defaults, but a job is completed as soon as it is accepted.
    public static var instant: Configuration {
      var configuration = Configuration()
      configuration.queueTime = .zero
      configuration.runTime = .zero
      return configuration
    }

    /// The defaults, but time stands still until a token's clock is advanced.
    public static var frozen: Configuration {
      var configuration = Configuration()
      configuration.clock = .frozen
      return configuration
    }
  }
}

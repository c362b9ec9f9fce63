internal import ArgumentParser
internal import Glibc
internal import HTTPMessages
internal import MockCore
internal import MockServer

/// `runcomfy-mock serve`.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the Model API on this machine.",
    usage: "runcomfy-mock serve [<options>]",
    discussion: """
      Each bearer token is accepted and opens a world of its own. A job waits 2 seconds, runs 4 and \
      ends with a picture. The server prints one line per call; Ctrl-C stops it.

      EXAMPLES:
        runcomfy-mock serve                     each state long enough to be seen
        runcomfy-mock serve --speed 10          ten times as fast
        runcomfy-mock serve --instant --quiet   for tests: jobs are done at once
        runcomfy-mock serve --port 0            a free port; the first line names it
        runcomfy-mock serve --scenario submit/answer-lost
                                                the story happens to everybody
      """)

  @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 picks a free one.")
  var port = 8788

  @Option(
    help: ArgumentHelp("How many times as fast as real time jobs move.", valueName: "factor"))
  var speed: Double?

  @Flag(help: "Jobs are done as soon as they are accepted.")
  var instant = false

  @Option(
    help: ArgumentHelp(
      "Whose answers to give where the contract is open: default, documented or a file.",
      valueName: "name|file"), completion: .file())
  var profile = "default"

  @Option(
    help: ArgumentHelp(
      "A folder of your own model files; read again when something in it changes.",
      valueName: "dir"), completion: .directory)
  var models: String?

  @Option(
    help: ArgumentHelp(
      "The story that happens to tokens that name none; scenarios list names them all.",
      valueName: "name"))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "A folder of your own story files; read again when something in it changes.",
      valueName: "dir"), completion: .directory)
  var scenarios: String?

  @Option(
    help: ArgumentHelp("What each token has, in US dollars; never debited.", valueName: "usd"))
  var balance: Double?

  @Option(
    help: ArgumentHelp(
      "Accept only the tokens of this file: one a line, # for comments.", valueName: "file",
    ), completion: .file())
  var tokens: String?

  @Option(
    help: ArgumentHelp(
      "Origin of the URLs in answers; without it, the Host that the client used.",
      valueName: "origin"))
  var publicURL: String?

  @Option(
    help: ArgumentHelp(
      "Origin of output URLs, where it differs from the others'.", valueName: "origin"))
  var outputURL: String?

  @Flag(help: "Print no line per call.")
  var quiet = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535, received \(port).")
    }
    guard speed == nil || !instant else {
      throw ValidationError("--speed and --instant exclude each other.")
    }
    if let speed, !ServerSettings.speeds.contains(speed) {
      throw ValidationError("--speed must be from 0.001 to 1000000, received \(speed).")
    }
    if let balance, !ServerSettings.balances.contains(balance) {
      throw ValidationError("--balance must be from 0 to 1000000000, received \(balance).")
    }
    for (option, value) in [("--public-url", publicURL), ("--output-url", outputURL)] {
      guard let value, Origin(value) == nil else { continue }
      throw ValidationError(
        "\(option) must be an origin such as https://mock.example:8443, without a path, "
          + "received '\(value)'.")
    }
  }

  func run() throws {
    OpenFiles.raiseLimit()

    // Files are read before, so that Ctrl-C ends a reading that waits.
    var settings = try settings()
    // Before any thread exists, so that each inherits it and only `sigwait` below sees the signals.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let log =
      quiet ? nil : try EventLog(settings.service.profile) { Terminal.log($0) }
    if let log { settings.onEvent = { log.add($0) } }
    let server = try MockServer(settings)
    let warnings = (server.firstModels?.problems ?? []) + (server.firstStories?.problems ?? [])
    for warning in warnings { Terminal.writeError("\(warning)") }
    if !Self.isLoopback(host) {
      Terminal.writeError(
        "runcomfy-mock: warning: listening on \(host): every machine that reaches this one can use the mock"
      )
    }
    Terminal.log(greeting(server))

    var received: Int32 = 0
    sigwait(&signals, &received)
    // A second Ctrl-C ends the program at once.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    let summary = quiet ? [] : server.closingSummary()
    server.stop()
    log?.finish(milliseconds: 200)
    report(summary)
  }

  private func settings() throws -> ServerSettings {
    var settings = ServerSettings()
    settings.host = host
    settings.port = port
    settings.pace = ClockPace(speed: speed ?? 1)
    settings.service.profile = try Profiles.profile(profile)
    if instant { settings.service.timeline = .instant }
    settings.modelDirectory = models
    settings.onModels = { [models, quiet] in Self.report($0, of: models ?? "", quiet) }
    settings.scenario = scenario
    settings.scenarioDirectory = scenarios
    settings.onStories = { [scenarios, quiet] in Self.report($0, of: scenarios ?? "", quiet) }
    if let balance { settings.service.balance = Int((balance * 1_000_000).rounded()) }
    settings.service.publicURL = publicURL
    settings.service.outputURL = outputURL
    settings.service.acceptedTokens = try tokens.map { try TokenFile.tokens(at: $0) }
    return settings
  }

  /// Says what became of a reading of a folder.
  private static func report<Item: FileItem>(
    _ result: FileDirectory<Item>.Result, of folder: String, _ quiet: Bool
  ) {
    switch result {
    case .failure(let error): Terminal.writeError("runcomfy-mock: \(error)")
    case .success(let reading):
      for problem in reading.news { Terminal.writeError("\(problem)") }
      let kept = reading.problems.hasErrors ? "; what has an error stays as it was" : ""
      if !quiet { Terminal.log(Item.count(reading.items.count, from: folder) + kept + "\n") }
    }
  }

  /// Says what has become of the stories.
  private func report(_ summary: [String]) {
    let limit = 100
    for line in summary.prefix(limit) { Terminal.log("story  \(line)\n") }
    if summary.count > limit { Terminal.log("… and \(summary.count - limit) more stories\n") }
  }

  private func greeting(_ server: MockServer) -> String {
    let ready = "runcomfy-mock listening on \(server.url)\n"
    guard !quiet else { return ready }
    let counts = [
      server.firstModels.map { Model.count($0.items.count, from: models ?? "") },
      server.firstStories.map { Story.count($0.items.count, from: scenarios ?? "") },
    ]
    return ready + """
      Try: curl \(server.url)/v1/models/aidc-ai/ovis-image -H 'Authorization: Bearer me' \
      --json '{"prompt": "a lighthouse"}'

      """ + counts.compactMap { $0.map { "\($0)\n" } }.joined()
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}

internal import ArgumentParser
internal import ContractKit
internal import Glibc
internal import HTTPMessages
internal import MockCore
internal import MockServer

/// `runcomfy-mock check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that a server keeps the contract.",
    usage: "runcomfy-mock check [<options>]",
    discussion: """
      Runs the contract stories: against a mock of its own, or against any server. A server that is no \
      runcomfy-mock is treated as the real API: it gets only the stories that are marked live, one at a \
      time, with the token of the environment variable RUNCOMFY_TOKEN; no more jobs are started than you \
      allow, and all of them are cancelled, also after Ctrl-C.

      Exit codes: 0 all promises are kept, 1 one is not or nothing could be said of it, 2 the call was wrong.

      EXAMPLES:
        runcomfy-mock check
        runcomfy-mock check --profile documented --only 'cancel/*' --html report.html
        runcomfy-mock check --target http://127.0.0.1:8788
        RUNCOMFY_TOKEN=… runcomfy-mock check --target https://model-api.runcomfy.net --max-jobs 5
      """)

  @Option(
    help: ArgumentHelp(
      "The origin of the server to check; without it a mock is started.", valueName: "origin"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "The profile of the mock that is started: default, documented or a file.",
      valueName: "name|file"), completion: .file())
  var profile: String?

  @Option(
    help: ArgumentHelp("A folder of your own story files.", valueName: "dir"),
    completion: .directory)
  var scenarios: String?

  @Option(
    help: ArgumentHelp(
      "Run only stories of that name; * is a part of a word, ** any number of words. Can be repeated.",
      valueName: "pattern"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp("Leave stories of that name out. Can be repeated.", valueName: "pattern"))
  var skip: [String] = []

  @Option(
    help: ArgumentHelp(
      "Names or patterns of stories that are known to fail, one a line. One that is kept again is an error.",
      valueName: "file"), completion: .file())
  var knownFailing: String?

  @Option(
    help: ArgumentHelp(
      "The same of stories that fail now and then; that one is kept is no error.",
      valueName: "file"), completion: .file())
  var knownFlaky: String?

  @Option(
    help: ArgumentHelp(
      "How many jobs may be started on a server that is no runcomfy-mock; 0 sends no submit at all. "
        + "Without it you are asked.", valueName: "n"))
  var maxJobs: Int?

  @Option(
    help: ArgumentHelp(
      "The models that stories use, and their inputs; the form is that of fixtures/submissions.yaml.",
      valueName: "file"), completion: .file())
  var submissions: String?

  @Option(
    help: ArgumentHelp(
      "The environment variable with the token, for a mock that was started with --tokens too.",
      valueName: "name"))
  var tokenVariable: String?

  @Option(
    help: ArgumentHelp(
      "The environment variable with the token of somebody else, for stories about what is not yours.",
      valueName: "name"))
  var otherTokenVariable = "RUNCOMFY_OTHER_TOKEN"

  @Option(help: ArgumentHelp("How long one call may take.", valueName: "seconds"))
  var timeout = 30.0

  @Option(
    help: ArgumentHelp("How many stories run at the same time on a mock.", valueName: "n"))
  var parallel = 8

  @Option(
    help: ArgumentHelp(
      "A PEM file with the authorities to trust instead of the system's.", valueName: "file"),
    completion: .file())
  var caFile: String?

  @Option(
    help: ArgumentHelp("Write the report as JUnit XML.", valueName: "file"), completion: .file())
  var junit: String?

  @Option(help: ArgumentHelp("Write the report as TAP 14.", valueName: "file"), completion: .file())
  var tap: String?

  @Option(help: ArgumentHelp("Write the report as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp(
      "Write the report as one HTML file, with everything that was sent and received.",
      valueName: "file"), completion: .file())
  var html: String?

  @Flag(help: "Print no line per story.")
  var quiet = false

  func validate() throws {
    if target != nil, profile != nil {
      throw ValidationError("--profile is for the mock that is started without --target.")
    }
    if let maxJobs, !(0...10_000).contains(maxJobs) {
      throw ValidationError("--max-jobs must be from 0 to 10000, received \(maxJobs).")
    }
    guard (0.001...86_400).contains(timeout) else {
      throw ValidationError("--timeout must be from 0.001 to 86400 seconds, received \(timeout).")
    }
    guard (1...64).contains(parallel) else {
      throw ValidationError("--parallel must be from 1 to 64, received \(parallel).")
    }
    if let target, ContractServer.origin(target) == nil {
      throw ValidationError(
        "--target must be an origin such as https://model-api.runcomfy.net, without a path, received "
          + "'\(target)'.")
    }
  }

  func run() throws {
    OpenFiles.raiseLimit()
    let stories = try chosenStories()
    let known = try knownFailures(knownFailing, among: stories.all)
    let flaky = try knownFailures(knownFlaky, among: stories.all)
    let options = try serverOptions()
    let reports = try ReportFiles([
      (junit, { $0.junit() }), (tap, { $0.tap() }), (json, { $0.json() }), (html, { $0.html() }),
    ])
    let signals = Interruption()
    let mock = try target == nil ? ownMock() : nil
    defer { mock?.stop() }
    let origin = target ?? mock?.url ?? ""
    let progress = Progress(isQuiet: quiet, count: stories.chosen.count)
    let report = try signals.run { [self] in
      guard
        let server = try await CheckedServer.server(
          origin, stories.chosen, options, token: token(for:), maxJobs: maxJobs)
      else { return nil as SuiteReport? }
      var suite = ContractSuite(stories.chosen, on: server)
      suite.parallel = parallel
      suite.knownFailures = known
      suite.knownFlaky = flaky
      return try await suite.run { progress.show($0) }
    }
    progress.finish()
    guard let report else {
      Terminal.writeError("nothing was checked")
      throw ExitCode(1)
    }
    let isWritten = reports.write(report)
    if reports.haveStandardOutput {
      _ = Terminal.write(report.summary(), to: STDERR_FILENO)
    } else {
      try Terminal.write(report.summary(isColored: Terminal.isColored))
    }
    guard isWritten else { throw ExitCode(70) }
    if report.isFailure { throw ExitCode(1) }
    guard report.count("skipped") < report.stories.count else {
      Terminal.writeError(
        "runcomfy-mock: every story was skipped, so nothing is known of the server")
      throw ExitCode(1)
    }
  }
}

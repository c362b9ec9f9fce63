internal import ArgumentParser
internal import MockCore
internal import MockServer

/// `runcomfy-mock lint`.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say everything that is wrong with stories, models and profiles.",
    discussion: """
      What a file is, its key story, model_id or profile says. Of a folder all *.yaml, *.yml and *.json are \
      looked at, those of the folders in it too. Each mistake is one line with its place. Exit code 0 when \
      there is none, 1 when there is one, 2 when a file cannot be read.
      """)

  @Argument(
    help: ArgumentHelp("Files and folders; - is standard input, in YAML.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Flag(help: "Print nothing but mistakes.")
  var quiet = false

  func run() throws {
    let report = try LintReport(of: files)
    for problem in report.problems {
      try Terminal.write(ControlCharacters.escaped("\(problem)") + "\n")
    }
    if !quiet { try Terminal.write(report.summary + "\n") }
    if report.hasErrors { throw ExitCode(1) }
  }
}

internal import ArgumentParser
internal import ContractKit
internal import Glibc
internal import MockServer

/// The command line: it reads the arguments, builds the parts and sets the exit code.
@main
struct RuncomfyMock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runcomfy-mock",
    abstract: "A mock of RunComfy's Model API for your laptop and for CI.",
    discussion: """
      Start it, point your client at the address that it prints, use any token:

        runcomfy-mock serve
      """,
    version: MockServer.version,
    subcommands: [
      Serve.self, Check.self, ModelsCommand.self, ProfilesCommand.self, ScenariosCommand.self,
      Lint.self,
    ])

  /// Runs the program.
  ///
  /// Exit codes: 0 fine, 1 what was tested failed, 2 the call was wrong, 70 the program failed.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    Terminal.occupyClosedStreams()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard !exitCode(for: error).isSuccess else {
        // Help and version come as errors.
        Terminal.log(fullMessage(for: error) + "\n")
        Glibc.exit(0)
      }
      let problems = (error as? MockServerError)?.problems ?? []
      for problem in problems { Terminal.writeError("\(problem)") }
      let message = message(for: error)
      if problems.isEmpty, !message.isEmpty { Terminal.writeError("runcomfy-mock: \(message)") }
      Glibc.exit(Self.code(for: error))
    }
  }

  /// Nothing but 0, 1, 2 and 70, whatever the library would use.
  private static func code(for error: any Error) -> Int32 {
    if let error = error as? MockServerError { return error.isOfTheCall ? 2 : 70 }
    if error is ContractKitError { return 2 }
    let code = exitCode(for: error)
    return code == .validationFailure ? 2 : code.rawValue == 1 && error is ExitCode ? 1 : 70
  }
}

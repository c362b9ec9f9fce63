internal import ArgumentParser
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
    subcommands: [Serve.self])

  /// Runs the program.
  ///
  /// Exit codes: 0 fine, 2 the call was wrong, 70 the program failed.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      guard !code.isSuccess else {
        // Help and version come as errors.
        print(fullMessage(for: error))
        Glibc.exit(0)
      }
      let message = message(for: error)
      if !message.isEmpty { printError(message) }
      Glibc.exit(
        code == .validationFailure || (error as? MockServerError)?.isOfTheCall == true
          ? 2 : max(code.rawValue, 70))
    }
  }

  /// Prints one line on standard error; a line break in what the user wrote does not make it two.
  static func printError(_ message: String) {
    let line = Array("runcomfy-mock: \(ControlCharacters.escaped(message))\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}

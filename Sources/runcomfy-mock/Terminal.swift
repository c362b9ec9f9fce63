internal import ArgumentParser
internal import Glibc
internal import MockCore
internal import MockServer

/// Where the program writes to.
enum Terminal {
  /// Sees to it that no file or socket gets the number of a standard stream that is closed, and with it what is
  /// written there; to write there still fails.
  static func occupyClosedStreams() {
    var descriptor: Int32
    repeat {
      descriptor = open("/dev/null", O_RDONLY)
    } while (0...STDERR_FILENO).contains(descriptor)
    close(descriptor)
  }

  /// Writes all of a text to standard output; of a server's log there is nobody to tell when that fails.
  static func log(_ text: String) {
    _ = write(text, to: STDOUT_FILENO)
  }

  /// Writes all of a text to standard output.
  ///
  /// Whoever closes it early has read enough.
  ///
  /// - Throws: `ExitCode` when it cannot be written.
  static func write(_ text: String) throws {
    guard !write(text, to: STDOUT_FILENO), errno != EPIPE else { return }
    writeError("runcomfy-mock: cannot write: \(String(cString: strerror(errno)))")
    throw ExitCode(70)
  }

  /// Writes one line to standard error; a line break in what the user wrote does not make it two.
  static func writeError(_ line: String) {
    _ = write(ControlCharacters.escaped(line) + "\n", to: STDERR_FILENO)
  }

  /// Asks on standard error; anything but yes is no.
  ///
  /// - Throws: `CancellationError` when the task is cancelled before there is an answer.
  static func confirms(_ question: String) async throws -> Bool {
    _ = write(question, to: STDERR_FILENO)
    // Nothing would wake a thread that reads, as long as signals are blocked.
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&input, 1, 0) == 0 { try await Task.sleep(for: .milliseconds(50)) }
    return ["y", "yes"].contains(readLine()?.lowercased())
  }

  /// Standard output is a terminal, and nobody has said that it should be without colours.
  static var isColored: Bool {
    isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// How many columns a table may fill.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 120 }
    return Int(size.ws_col)
  }

  /// Writes all of a text; false when that fails.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

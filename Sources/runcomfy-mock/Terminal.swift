internal import Glibc
internal import MockServer

/// Where the program writes to.
enum Terminal {
  /// Writes all of a text to standard output; there is nobody to tell when that fails.
  static func write(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// Writes one line to standard error; a line break in what the user wrote does not make it two.
  static func writeError(_ line: String) {
    write(ControlCharacters.escaped(line) + "\n", to: STDERR_FILENO)
  }

  /// How many columns a table may fill.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 120 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

internal import Glibc

/// Reads a whole file.
package enum TextFile {
  /// The largest file that is read, in bytes: nothing that a user writes by hand is larger.
  private static let limit = 64 * 1_048_576

  /// Reads the file, or standard input where `path` is `-`.
  ///
  /// - Throws: `MockServerError` when it cannot be read.
  package static func read(_ path: String) throws(MockServerError) -> [UInt8] {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    while text.count <= limit {
      let count = Glibc.read(descriptor, &part, part.count)
      guard count >= 0 else { throw failure(path) }
      guard count > 0 else { return text }
      text += part[..<count]
    }
    throw MockServerError(description: "cannot read \(path): it is larger than 64 MiB")
  }

  private static func failure(_ path: String) -> MockServerError {
    MockServerError(description: "cannot read \(path): \(String(cString: strerror(errno)))")
  }
}

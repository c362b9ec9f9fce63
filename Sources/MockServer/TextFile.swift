internal import Glibc

/// Reads a whole file.
package enum TextFile {
  /// The largest file that is read, in bytes: nothing that a user writes by hand is larger.
  ///
  /// More than the largest body, so that one that is too large is told so by the mock's own rule.
  private static let limit = 65 * 1_048_576

  /// Why a file could not be read.
  struct Failure: Error {
    let reason: String

    static var last: Failure { Failure(reason: String(cString: strerror(errno))) }
  }

  /// Reads the file, or standard input where `path` is `-`.
  ///
  /// - Throws: `MockServerError` when it cannot be read.
  package static func read(_ path: String) throws(MockServerError) -> [UInt8] {
    do throws(Failure) {
      return try contents(path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC))
    } catch {
      let name = path == "-" ? "<stdin>" : path
      throw MockServerError(description: "cannot read \(name): \(error.reason)")
    }
  }

  /// Whether there is such a file.
  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Reads the file, which must be one on a disk: a pipe could keep its reader waiting for ever.
  static func readRegular(_ path: String) throws(Failure) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "it is not a file") }
    return try contents(open(path, O_RDONLY | O_CLOEXEC))
  }

  private static func contents(_ descriptor: Int32) throws(Failure) -> [UInt8] {
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    while text.count <= limit {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      guard count > 0 else { return text }
      text += part[..<count]
    }
    throw Failure(reason: "it is larger than 65 MiB")
  }
}

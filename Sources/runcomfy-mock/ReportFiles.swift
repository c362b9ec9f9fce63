internal import ContractKit
internal import Glibc

/// The files that reports are written to.
struct ReportFiles: ~Copyable {
  private var files: [(path: String, descriptor: Int32, text: (SuiteReport) -> String)] = []

  /// A report goes where standard output goes, which has no room for anything else then.
  var haveStandardOutput: Bool { files.contains { $0.descriptor == STDOUT_FILENO } }

  /// Opens the files before the run: whoever cannot have a report should not wait for it.
  ///
  /// What they held stays until the report is there.
  init(_ reports: [(path: String?, text: (SuiteReport) -> String)]) throws {
    for (path, text) in reports {
      guard let path else { continue }
      let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw ContractKitError(Self.failure(path)) }
      guard Self.isStandardOutput(descriptor) else {
        files.append((path, descriptor, text))
        continue
      }
      // Two positions in one file would write over each other.
      close(descriptor)
      files.append((path, STDOUT_FILENO, text))
    }
  }

  deinit {
    for file in files where file.descriptor != STDOUT_FILENO { close(file.descriptor) }
  }

  /// Writes every report, and says on standard error which cannot be written; false when one cannot.
  func write(_ report: SuiteReport) -> Bool {
    var isComplete = true
    for file in files {
      let isOutput = file.descriptor == STDOUT_FILENO
      // What cannot be cut is no file, such as a pipe.
      if !isOutput { _ = ftruncate(file.descriptor, 0) }
      let isDone = Terminal.write(file.text(report), to: file.descriptor)
      // Whoever closes standard output early has read enough.
      if isDone || isOutput && errno == EPIPE { continue }
      Terminal.writeError("runcomfy-mock: \(Self.failure(file.path))")
      isComplete = false
    }
    return isComplete
  }

  private static func isStandardOutput(_ descriptor: Int32) -> Bool {
    var (file, output) = (stat(), stat())
    guard fstat(descriptor, &file) == 0, fstat(STDOUT_FILENO, &output) == 0 else { return false }
    return file.st_dev == output.st_dev && file.st_ino == output.st_ino
  }

  private static func failure(_ path: String) -> String {
    "cannot write \(path): \(String(cString: strerror(errno)))"
  }
}

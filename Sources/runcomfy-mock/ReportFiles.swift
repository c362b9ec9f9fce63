internal import ContractKit
internal import Glibc

/// The files that reports are written to.
struct ReportFiles: ~Copyable {
  private var files: [(path: String, descriptor: Int32, text: (SuiteReport) -> String)] = []

  /// Opens the files before the run: whoever cannot have a report should not wait for it.
  ///
  /// What they held stays until the report is there.
  init(_ reports: [(path: String?, text: (SuiteReport) -> String)]) throws {
    for (path, text) in reports {
      guard let path else { continue }
      let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw Self.failure(path) }
      files.append((path, descriptor, text))
    }
  }

  deinit {
    for file in files { close(file.descriptor) }
  }

  /// Writes every report.
  func write(_ report: SuiteReport) throws {
    for file in files {
      // What cannot be cut is no file, such as /dev/stdout.
      _ = ftruncate(file.descriptor, 0)
      guard Terminal.write(file.text(report), to: file.descriptor) else {
        throw Self.failure(file.path)
      }
    }
  }

  private static func failure(_ path: String) -> ContractKitError {
    ContractKitError("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

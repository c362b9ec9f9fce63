internal import ContractKit
internal import Glibc
internal import Synchronization

/// Says what becomes of stories while others run: on a terminal in one line, elsewhere in a line each.
final class Progress: Sendable {
  private let isQuiet: Bool
  private let isLive = isatty(STDERR_FILENO) == 1
  private let count: Int
  private let done = Mutex(0)

  init(isQuiet: Bool, count: Int) {
    self.isQuiet = isQuiet
    self.count = count
  }

  func show(_ report: StoryReport) {
    let number = done.withLock { done in
      done += 1
      return done
    }
    guard !isQuiet else { return }
    let line = "[\(number)/\(count)] \(report.verdict.word)  \(report.story.name)"
    if isLive {
      _ = Terminal.write("\r\u{1B}[2K\(line)", to: STDERR_FILENO)
    } else if report.verdict.word != "skipped" {
      Terminal.writeError(line)
    }
  }

  /// Takes the line away.
  func finish() {
    if isLive, !isQuiet { _ = Terminal.write("\r\u{1B}[2K", to: STDERR_FILENO) }
  }
}

import Glibc

/// Times the core on one body: `core-benchmark ACTION BODY ROUNDS [MODEL]`.
///
/// ACTION is `parse`, `validate` or `both`; BODY and, for the last two, MODEL are files. Prints the
/// nanoseconds of CPU that one round took and how many violations it found.
@main
struct CoreBenchmark {
  static func main() {
    do throws(Misuse) {
      let arguments = CommandLine.arguments
      guard (4...5).contains(arguments.count), let rounds = Int(arguments[3]), rounds > 0 else {
        throw Misuse("core-benchmark parse|validate|both BODY ROUNDS [MODEL]")
      }
      let work = try Work(arguments[1], body: arguments[2], model: arguments.dropFirst(4).first)
      _ = try work.cost(rounds: 1 + rounds / 10)  // warms up
      let cost = try work.cost(rounds: rounds)
      print(cost.nanoseconds, cost.violations)
    } catch {
      let message = "core-benchmark: \(error.message)\n"
      write(STDERR_FILENO, message, message.utf8.count)
      exit(2)
    }
  }
}

/// Why nothing could be measured.
struct Misuse: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}

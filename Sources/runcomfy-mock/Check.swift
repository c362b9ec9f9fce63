internal import ArgumentParser
internal import ContractKit
import Dispatch
internal import MockCore
internal import MockServer

/// `runcomfy-mock check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that a server keeps the contract.")

  @Option var target: String?

  func run() throws {
    let server = try ContractServer(target ?? "")
    let suite = ContractSuite(try ContractStory.shipped(), on: server)
    let done = DispatchSemaphore(value: 0)
    Task {
      do {
        let report = try await suite.run {
          Terminal.log("\($0.story.name) \($0.verdict)\n")
          for s in $0.steps {
            Terminal.log("  \(s.number ?? 0) \(s.title) \(s.problems)\n")
            for e in s.exchanges {
              Terminal.log(
                "     \(e.method) \(e.url) -> \(e.status ?? 0) x\(e.count) \(e.body ?? "")\n")
            }
          }
        }
        Terminal.log("\(report.duration)\n")
      } catch { Terminal.log("\(error)\n") }
      done.signal()
    }
    done.wait()
  }
}

import MockCore
import Synchronization
import Testing

@testable import ContractKit

/// A contract story of these steps.
///
/// - Parameters:
///   - name: its name.
///   - promise: the promise that it is about.
///   - jobs: how many jobs it may start on the real API; nil where it is not sent there.
///   - script: what a mock would do.
///   - steps: the elements of the list, without indentation.
/// - Returns: the story, read as from a file.
/// - Throws: what is wrong with the file.
func story(
  named name: String = "ours/trial", promise: String = "cancel.in-progress", jobs: Int? = nil,
  script: String = "{ clock: jumping }", _ steps: String
) throws -> ContractStory {
  var text = "version: 1\nstory: \(name)\ntitle: A trial\npromise: \(promise)\n"
  if let jobs { text += "live: { jobs: \(jobs) }\n" }
  text += "script: \(script)\nsteps:\n"
  for line in steps.split(separator: "\n") { text += "  \(line)\n" }
  let story = try StoryFile.story(Array(text.utf8), file: "trial.yaml").get()
  return try #require(ContractStory(story))
}

extension ContractServer {
  /// A server for a trial; its pauses are noted and not waited for.
  convenience init(
    _ api: FakeAPI, token: String? = nil, _ pauses: Pauses = Pauses(),
    _ change: (inout Options) -> Void = { _ in }
  ) throws {
    var options = Options()
    options.timeout = .seconds(20)
    // With the server, which lives as long as it is spoken to.
    options.sleep = { [server = api.server] pause in
      try withExtendedLifetime(server) { try pauses.note(pause) }
    }
    change(&options)
    try self.init(api.origin, token: token, options: options)
  }
}

/// The pauses that a run would have made.
final class Pauses: Sendable {
  private let noted = Mutex<[Duration]>([])

  var all: [Duration] { noted.withLock { $0 } }

  func note(_ pause: Duration) throws {
    noted.withLock { $0.append(pause) }
    try Task.checkCancellation()
  }
}

extension StoryReport {
  /// Every text of the report.
  var texts: [String] {
    var texts = verdict.reasons + [verdict.description] + sides + notes
    if case .broken(let findings) = verdict {
      texts += findings.flatMap { [$0.place, $0.expected, $0.found] }
    }
    for step in steps {
      texts += [step.title] + step.problems
      for exchange in step.exchanges {
        texts += [exchange.method, exchange.url, exchange.requestBody ?? "", exchange.body ?? ""]
        texts += (exchange.requestFields + exchange.fields).flatMap { [$0.name, $0.value] }
        texts.append(exchange.failure ?? "")
      }
    }
    return texts
  }
}

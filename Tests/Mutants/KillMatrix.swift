package import ContractKit
internal import MockCore
internal import MockServer

/// What the stories make of a server that keeps the contract, and of each mutant.
package struct KillMatrix: Sendable {
  /// What became of a mutant.
  package enum Fate: String, Sendable, CaseIterable {
    /// Stories of its promise are broken, and no others.
    case killed
    /// No story is broken.
    case survives
    /// A story of a promise that the mutant keeps is broken.
    case blamed = "blamed on others"
  }

  /// A mutant, and what the stories say about it.
  package struct Row: Sendable {
    package let mutant: Mutant
    /// Those that are broken, with what they have found.
    package let broken: [StoryReport]
    /// The names of those of which nothing can be said.
    package let inconclusive: [String]

    package var fate: Fate {
      if broken.isEmpty { return .survives }
      let isOwn = broken.allSatisfy { $0.story.promise == mutant.promise.rawValue }
      return isOwn ? .killed : .blamed
    }
  }

  /// What the server behind the proxy that changes nothing makes of each story.
  package let correct: [StoryReport]
  /// In the order of the mutants.
  package let rows: [Row]

  /// Every mutant is killed, and every promise kept by the server that is none.
  package var isClean: Bool {
    correct.allSatisfy { $0.verdict == .kept } && rows.allSatisfy { $0.fate == .killed }
  }

  /// Runs the stories against a correct server and each mutant.
  ///
  /// A mutant's edits are functions of what passes. Of a story in whose calls, as they passed through the
  /// correct server, a mutant has nothing to change, it is known without a run that it is kept.
  ///
  /// - Parameters:
  ///   - mutants: those to be run.
  ///   - stories: the stories; those that ship.
  ///   - parallel: how many servers run at the same time.
  /// - Returns: the matrix.
  /// - Throws: when a server does not start.
  package static func run(
    _ mutants: [Mutant], _ stories: [ContractStory], parallel: Int = 4
  ) async throws -> KillMatrix {
    let correct = try await each(stories, parallel) { story in
      try await run([story], on: nil)
    }
    let rows = try await each(mutants, parallel) { mutant in
      let concerned = zip(stories, correct).filter { story, run in
        story.promise == mutant.promise.rawValue || mutant.changes(run.passages)
      }
      return Row(mutant, try await run(concerned.map(\.0), on: mutant).reports)
    }
    return KillMatrix(correct: correct.flatMap(\.reports), rows: rows)
  }

  private static func run(
    _ stories: [ContractStory], on mutant: Mutant?
  ) async throws -> (reports: [StoryReport], passages: [Mutant.Passage]) {
    try await MockServer.withRunning { mock in
      let run = try await MutantProxy.withRunning(mutant, to: mock.url) { origin in
        try await ContractSuite(stories, on: ContractServer(origin, options: options())).run()
      }
      return (run.value.stories, run.passages)
    }
  }

  /// Small pictures, and no waiting: a poll that would have to wait is the end of its story.
  private static func options() throws -> ContractServer.Options {
    var options = ContractServer.Options()
    options.sleep = { _ in throw CancellationError() }
    var submissions = try ContractServer.shippedSubmissions()
    let small =
      "image: { model: aidc-ai/ovis-image, input: { prompt: a lighthouse, image_size: square } }"
    submissions = try SubmissionsFile.submissions(
      Array(small.utf8), file: "small.yaml", defaults: submissions
    ).get()
    options.submissions = submissions
    return options
  }
}

extension KillMatrix.Row {
  init(_ mutant: Mutant, _ reports: [StoryReport]) {
    self.mutant = mutant
    broken = reports.filter { $0.verdict.word == "broken" }
    inconclusive = reports.filter { $0.verdict.isFailure && $0.verdict.word != "broken" }
      .map(\.story.name)
  }
}

/// Transforms elements, several at the same time, and keeps their order.
private func each<Element: Sendable, Value: Sendable>(
  _ elements: [Element], _ parallel: Int,
  _ transform: @escaping @Sendable (Element) async throws -> Value
) async throws -> [Value] {
  var values: [Int: Value] = [:]
  var waiting = elements.enumerated().makeIterator()
  try await withThrowingTaskGroup(of: (Int, Value).self) { group in
    func startNext() {
      guard let (index, element) = waiting.next() else { return }
      group.addTask { (index, try await transform(element)) }
    }
    for _ in 0..<max(1, parallel) { startNext() }
    while let (index, value) = try await group.next() {
      values[index] = value
      startNext()
    }
  }
  return values.sorted { $0.key < $1.key }.map(\.value)
}

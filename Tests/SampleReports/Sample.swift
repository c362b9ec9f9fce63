package import ContractKit
package import MockCore

/// What a hostile server puts wherever it can.
package enum Hostile {
  /// An end of everything that a text could stand in, NUL, ESC, CR, a next line, a turn of direction, and a noncharacter.
  package static let text =
    "</script></pre></style>]]>--><img src=x onerror=\"document.title='owned'\">&amp;'\"\u{0}\u{1B}[2J"
    + "\u{1B}]0;owned\u{7}\rok 1 - forged\n\u{85}Bail out!\u{202E}gnp.exe\u{2066}\u{FFFE}# SKIP \u{2028}…\\ \u{7F}\u{9B}1m"
}

extension ContractStory {
  /// A story with one call.
  package static func sample(_ name: String, _ promise: Promise, _ title: String) -> ContractStory {
    let text = """
      version: 1
      story: \(name)
      title: \(title)
      why: To be reported.
      from: seeds
      promise: \(promise.rawValue)
      steps:
        - submit: image
        - status:
          expect: { http: 200 }

      """
    do throws(FileError) {
      let story = try StoryFile.story(Array(text.utf8), file: "scenarios/\(name).yaml").get()
      guard let story = ContractStory(story) else { fatalError("\(name) has no steps") }
      return story
    } catch {
      fatalError("\(error)")
    }
  }
}

extension SuiteReport {
  /// A report of some stories.
  package static func sample(
    _ stories: [StoryReport], known: Set<String> = [], stale: [KnownFailures.Entry] = [],
    isInterrupted: Bool = false
  ) -> SuiteReport {
    SuiteReport(
      origin: "http://127.0.0.1:8788", product: "runcomfy-mock 0.1.0",
      stories: stories.sorted { $0.story.name < $1.story.name },
      known: known, stale: stale, started: 1_795_294_692, duration: .milliseconds(412),
      isInterrupted: isInterrupted)
  }

  /// A run with every verdict, a known failure, a stale entry and a hostile server.
  package static let sample = SuiteReport.sample(
    [
      .cancelled, .late, .hostile, .balance,
      .kept("errors/no-token", .errorToken, ["400 with 400004"]),
      .kept("output/range", .outputRange), .known,
      .kept("result/ended-key", .resultEndedKey, ["completed_at"]),
      .kept("result/timestamps", .resultTimestamps), .notReached, .polled,
      .skipped("status/failed", .statusFailed), .skipped("status/cancelled", .statusCancelled),
    ], known: ["output/whole"], stale: staleEntries, isInterrupted: true)

  private static var staleEntries: [KnownFailures.Entry] {
    do throws(ContractKitError) {
      return try KnownFailures("# for now\noutput/ra*\n", file: "known.txt").entries
    } catch {
      fatalError("\(error)")
    }
  }
}

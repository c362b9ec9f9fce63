package import MockCore

/// A story that drives a server and says whether it keeps one promise of the contract.
public struct ContractStory: Sendable {
  let story: Story
  let contract: StorySteps

  /// Nil for a story that drives nobody.
  package init?(_ story: Story) {
    guard let contract = story.steps else { return nil }
    self.story = story
    self.contract = contract
  }

  /// Reads a story of one's own; the format is that of `scenarios/README.md`.
  ///
  /// - Parameters:
  ///   - text: the file, in YAML, or in JSON where its name ends in `.json`.
  ///   - file: its name, for messages.
  /// - Throws: ``ContractKitError`` with everything that is wrong, each with `file:line:column`, and for a story
  ///   without steps.
  public init(_ text: String, file: String) throws(ContractKitError) {
    let story: Story
    do throws(FileError) {
      story = try StoryFile.story(Array(text.utf8), file: file).get()
    } catch {
      throw ContractKitError("\(error)")
    }
    guard let found = ContractStory(story) else {
      throw ContractKitError("\(file): the story has no steps, so it judges no server")
    }
    self = found
  }

  /// The name, such as `cancel/in-progress`.
  public var name: String { story.name.text }
  /// What its file is called, such as `scenarios/cancel/in-progress.yaml`.
  public var file: String { story.file }
  /// What is promised, in one line.
  public var title: String { story.title }
  /// The id of the promise that it is about, such as `cancel.in-progress`.
  public var promise: String { contract.promise.rawValue }
  /// The promise, in a sentence.
  public var promiseText: String { contract.promise.terms.text }
  /// Where the knowledge of the promise comes from: `seeds`, `observed`, `documented`, `client`, `assumed`, or
  /// `ours` where it is about the mock itself.
  public var provenance: String { contract.promise.terms.provenance.rawValue }
  /// How many jobs it starts at most on the real API; nil for a story that is never sent there.
  public var liveJobs: Int? { contract.live?.jobs }

  /// Runs the story against a server.
  ///
  /// It never throws: what goes wrong is in the verdict. Several stories can be run on a server at the same time;
  /// against the real API, ``ContractSuite`` runs them one by one. Jobs that it has started are cancelled before it
  /// returns, also when the task is cancelled.
  ///
  /// - Parameter server: the server under test.
  /// - Returns: the verdict, and everything that was sent and received.
  public func report(on server: ContractServer) async -> StoryReport {
    await StoryRun.report(of: self, on: server)
  }

  /// The verdict alone.
  ///
  /// - Parameter server: the server under test.
  /// - Returns: what ``report(on:)`` would say.
  public func verdict(on server: ContractServer) async -> Verdict {
    await report(on: server).verdict
  }
}

extension ContractStory: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

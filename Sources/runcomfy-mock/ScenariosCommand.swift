internal import ArgumentParser
internal import MockCore
internal import MockServer

/// `runcomfy-mock scenarios`.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios",
    abstract:
      "List the stories that can happen to a client or judge a server, and show the file of one.",
    subcommands: [List.self, Show.self])

  /// What both take.
  struct Options: ParsableArguments {
    @Option(
      help: ArgumentHelp("A folder of your own story files.", valueName: "dir"),
      completion: .directory)
    var scenarios: String?

    func stories() throws -> [ShelvedStory] {
      try Stories.all(addedFrom: scenarios) { Terminal.writeError("\($0)") }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the stories: name, whom it is about, title.")

    @OptionGroup var options: Options

    func run() throws {
      let stories = try options.stories().map { try Stories.read($0) }
      let rows = stories.map { [$0.name.text, $0.steps == nil ? "client" : "contract", $0.title] }
      try Terminal.write(TextColumns(rows).text(width: Terminal.width))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the file of a story: what happens and why.",
      discussion: "A copy of it is a good beginning for one of your own.")

    @Argument(help: ArgumentHelp("The story's name.", valueName: "name"))
    var name: String

    @OptionGroup var options: Options

    func run() throws {
      let story = try Stories.story(name, among: options.stories())
      try Terminal.write(String(decoding: story.text, as: UTF8.self))
    }
  }
}

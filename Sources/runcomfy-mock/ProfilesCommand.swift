internal import ArgumentParser
internal import MockCore
internal import MockServer

/// `runcomfy-mock profiles`.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List the profiles, and show the answers of one.",
    subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the profiles that ship.")

    func run() throws {
      let rows = try Profiles.shipped().map { [$0.name, $0.summary] }
      try Terminal.write(TextColumns(rows).text(width: Terminal.width))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Show each open question, the profile's answer, where it comes from, and the others.")

    @Argument(help: ArgumentHelp("A name or a file.", valueName: "name|file"))
    var profile = "default"

    func run() throws {
      let profile = try Profiles.profile(profile)
      try Terminal.write("\(profile.name): \(profile.summary)\n\n")
      try Terminal.write(TextColumns(ProfileTable(profile).rows).text(width: Terminal.width))
    }
  }
}

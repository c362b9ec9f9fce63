internal import ArgumentParser
internal import MockCore
internal import MockServer

/// `runcomfy-mock models`.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List and show models, and validate a body without a server.",
    subcommands: [List.self, Show.self, Validate.self])

  /// What all of them take.
  struct Options: ParsableArguments {
    @Option(
      help: ArgumentHelp("A folder of your own model files.", valueName: "dir"),
      completion: .directory)
    var models: String?

    func catalogue() throws -> Catalogue {
      try Models.catalogue(addedFrom: models) { Terminal.writeError("\($0)") }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the models: id, what it makes, categories.")

    @OptionGroup var options: Options

    func run() throws {
      let models = try options.catalogue().models
      let rows = models.map { model in
        [model.id, model.outputType.rawValue, model.categories.joined(separator: ", ")]
          .map(ControlCharacters.escaped)
      }
      try Terminal.write(TextColumns(rows).text(width: Terminal.width))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the inputs of a model: type, values, default, required.")

    @Argument(help: ArgumentHelp("The model's id.", valueName: "model"))
    var id: String

    @Flag(help: "Print what GET /v1/models/MODEL answers.")
    var json = false

    @OptionGroup var options: Options

    func run() throws {
      let model = try Models.model(id, in: options.catalogue())
      guard !json else {
        return try Terminal.write(String(decoding: model.detail, as: UTF8.self) + "\n")
      }
      let rows = InputTable(model.schema).rows.map { row in
        [row.isRequired ? "*" : "", row.name, row.type, row.values, row.defaultValue]
          .map(ControlCharacters.escaped)
      }
      let price = model.pricingNote ?? "\(model.basePriceUSD) USD per \(model.priceUnit)"
      let title = "\(model.id): \(model.displayName), \(model.outputType.rawValue). \(price)"
      try Terminal.write(
        """
        \(ControlCharacters.escaped(title))

        \(TextColumns([["", "input", "type", "values", "default"]] + rows).text(width: Terminal.width))
        * required

        """)
    }
  }

  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what the server would say of a body.",
      discussion: """
        Every violation is one line with its place and its JSON pointer. Exit code 0 when the body would be \
        accepted, 1 when it would be refused. An http: URL of the mock itself, which a server takes, is \
        refused: without a server there is no address.
        """)

    @Argument(help: ArgumentHelp("The model's id.", valueName: "model"))
    var id: String

    @Argument(
      help: ArgumentHelp("The body; - is standard input.", valueName: "file"),
      completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The profile: a name or a file.", valueName: "name|file"))
    var profile = "default"

    @Flag(
      help: "Print the refusal as it would stand on the wire; nothing for a body that is accepted.")
    var json = false

    @OptionGroup var options: Options

    func run() throws {
      let catalogue = try options.catalogue()
      let model = try Models.model(id, in: catalogue)
      var settings = ServiceSettings()
      settings.profile = try Profiles.profile(profile)
      let verdict = try BodyVerdict(on: TextFile.read(file), for: model, settings, file: file)
      try Terminal.write(json ? verdict.answer : verdict.lines)
      if !verdict.isAccepted { throw ExitCode(1) }
    }
  }
}

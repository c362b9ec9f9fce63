internal import ContractKit
internal import Glibc
internal import MockCore
internal import MockServer

extension Check {
  func chosenStories() throws -> (all: [ContractStory], chosen: [ContractStory]) {
    let all = try Stories.all(addedFrom: scenarios) { Terminal.writeError("\($0)") }
      .compactMap { ContractStory(try Stories.read($0)) }
    return (
      all,
      try all.selected(
        only: only.map { try NamePattern($0) }, skip: skip.map { try NamePattern($0) })
    )
  }

  func knownFailures(
    _ file: String?, among stories: [ContractStory]
  ) throws -> KnownFailures {
    guard let file else { return KnownFailures() }
    let text = String(decoding: try TextFile.read(file), as: UTF8.self)
    let known = try KnownFailures(text, file: file)
    try stories.check(known)
    return known
  }

  func serverOptions() throws -> ContractServer.Options {
    var options = ContractServer.Options()
    options.timeout = .seconds(timeout)
    options.certificateAuthority = caFile
    // libcurl would say so with the first call only, and not so clearly.
    if let caFile { _ = try TextFile.read(caFile) }
    if let submissions {
      let text = String(decoding: try TextFile.read(submissions), as: UTF8.self)
      try options.setSubmissions(text, file: submissions)
    }
    return options
  }

  func ownMock() throws -> MockServer {
    var settings = ServerSettings()
    settings.port = 0
    settings.service.profile = try Profiles.profile(profile ?? "default")
    settings.scenarioDirectory = scenarios
    return try MockServer(settings)
  }

  // MARK: Tokens

  /// The tokens of the environment, for a server of that nature; a token that is meant for the real API goes to no
  /// mock unless it is asked for by name.
  func token(
    for nature: ContractServer.Nature
  ) throws -> (own: String?, other: String?) {
    let variable = tokenVariable ?? "RUNCOMFY_TOKEN"
    guard nature == .real || tokenVariable != nil else { return (nil, nil) }
    guard let own = Self.variable(variable) else {
      throw ContractKitError(
        "\(target ?? "the mock") needs a token: put one into the environment variable \(variable)")
    }
    return (own, Self.variable(otherTokenVariable))
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

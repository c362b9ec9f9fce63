internal import HTTPMessages
internal import MockCore

extension MockServer.Configuration {
  /// What the configuration says, checked, its profile read.
  ///
  /// - Throws: `MockServerError` with the name of the property that is wrong.
  func settings() throws(MockServerError) -> ServerSettings {
    var settings = ServerSettings()
    settings.host = host
    settings.port = try checked("port", port, in: 0...65_535)
    settings.pace = try pace()
    settings.modelDirectory = modelDirectory
    settings.scenario = scenario
    settings.scenarioDirectory = scenarioDirectory
    settings.service.timeline = Timeline(
      queue: try span("queueTime", queueTime), run: try span("runTime", runTime))
    do throws(MockServerError) {
      settings.service.profile = try Profiles.profile(profile)
    } catch {
      throw error.problems.isEmpty ? MockServerError(description: "profile: \(error)") : error
    }
    let dollars = try checked("balance", balance, in: ServerSettings.balances)
    settings.service.balance = Int((dollars * 1_000_000).rounded())
    settings.service.publicURL = try origin("publicURL", publicURL)
    settings.service.outputURL = try origin("outputURL", outputURL)
    settings.service.acceptedTokens = try tokens()
    return settings
  }

  private func pace() throws(MockServerError) -> ClockPace {
    switch clock.mode {
    case .frozen: .frozen
    case .jumping: .jumping
    case .scaled(let factor):
      ClockPace(speed: try checked("clock", factor, in: ServerSettings.speeds))
    }
  }

  private func span(_ name: String, _ duration: Duration) throws(MockServerError) -> Span64 {
    guard duration >= .zero else {
      throw MockServerError(description: "\(name): must not be negative, received \(duration)")
    }
    return Span64(duration)
  }

  private func origin(_ name: String, _ text: String?) throws(MockServerError) -> String? {
    guard let text, Origin(text) == nil else { return text }
    throw MockServerError(
      description: "\(name): must be an origin such as https://mock.example:8443, without a path, "
        + "received '\(text)'")
  }

  private func tokens() throws(MockServerError) -> Set<Token>? {
    guard let acceptedTokens else { return nil }
    var tokens: Set<Token> = []
    for text in acceptedTokens {
      do throws(Token.Problem) {
        tokens.insert(try Token(Array(text.utf8)[...]))
      } catch {
        // Never shows what it is.
        throw MockServerError(description: "acceptedTokens: \(error.message)")
      }
    }
    return tokens
  }

  private func checked<Number: Comparable>(
    _ name: String, _ number: Number, in range: ClosedRange<Number>
  ) throws(MockServerError) -> Number {
    guard range.contains(number) else {
      throw MockServerError(
        description: "\(name): must be from \(range.lowerBound) to \(range.upperBound), "
          + "received \(number)")
    }
    return number
  }
}

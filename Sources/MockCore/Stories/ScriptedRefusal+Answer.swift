extension ScriptedRefusal {
  /// The refusals that a story can ask for.
  static let promises: [Promise] = [
    .errorToken, .errorBalance, .errorModel, .errorUnknownRequest, .errorForeignRequest,
    .errorRateLimit, .errorServerFault, .errorBusy, .outputUnknown, .outputExpiry,
  ]

  /// How the profile answers, and what the message says.
  func answer(_ profile: Profile) -> (answer: ErrorAnswer, message: String) {
    let (answer, message) = contractAnswer(profile)
    return (ErrorAnswer(status ?? answer.status, answer.code), message)
  }

  private func contractAnswer(_ profile: Profile) -> (ErrorAnswer, String) {
    switch promise {
    case .errorToken: (profile.tokenError, "The token is not known.")
    case .errorBalance: (profile.balanceError, "There is no balance left.")
    case .errorModel: (profile.modelError, "There is no such model.")
    case .errorForeignRequest:
      (profile.foreignRequestError, "This request belongs to another token.")
    case .errorRateLimit: (ErrorAnswer(429, 429_001), "There are too many requests.")
    case .errorServerFault: (ErrorAnswer(500, 500_001), "Something went wrong.")
    case .errorBusy: (profile.busyError, "The server is busy.")
    case .outputUnknown: (profile.unknownOutputError, "There is no such output.")
    case .outputExpiry: (profile.expiredOutputError, "This output has expired.")
    default: (profile.unknownRequestError, "There is no request with this request_id.")
    }
  }
}

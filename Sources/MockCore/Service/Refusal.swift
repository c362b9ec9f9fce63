internal import HTTPMessages

/// Why a call is refused: which promise speaks, how the profile answers, and the explanation.
struct Refusal: Error {
  let promise: Promise
  let answer: ErrorAnswer
  let message: String
  var detail: [Violation] = []
  var fields: [Response.Field] = []
  /// What only the journal says, such as the name that was nearest.
  var note: String?

  /// Renders RunComfy's error envelope.
  func write(into response: inout Response) {
    response.status = answer.status
    response.fields += fields
    // RFC 9110 section 15.5.2 wants it, whatever the profile answers 401 to.
    if answer.status == 401, !fields.contains(where: { $0.name.description == "WWW-Authenticate" })
    {
      response.fields.append(Response.Field("WWW-Authenticate", "Bearer"))
    }
    response.body.append(json: #"{"error_code":"#)
    response.body.append(decimal: answer.code)
    response.body.append(json: #","error_message":"#)
    response.body.append(jsonString: message)
    if !detail.isEmpty {
      response.body.append(json: #","detail":["#)
      for (index, violation) in detail.enumerated() {
        if index > 0 { response.body.append(UInt8(ascii: ",")) }
        response.body.append(violation)
      }
      response.body.append(UInt8(ascii: "]"))
    }
    response.body.append(UInt8(ascii: "}"))
  }
}

extension Refusal {
  static func host(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(promise: .errorHost, answer: profile.hostError, message: message)
  }

  static func path(_ profile: Profile, _ path: String) -> Refusal {
    let suggestion = Route.suggestion(for: path).map { "; did you mean \($0)?" } ?? ""
    return Refusal(
      promise: .errorPath, answer: profile.pathError,
      message: "There is nothing at \(path.excerpt)\(suggestion.excerpt)")
  }

  static func method(_ profile: Profile, allowed: String) -> Refusal {
    Refusal(
      promise: .errorMethod, answer: profile.methodError,
      message: "This path takes \(allowed) only.",
      fields: [Response.Field("Allow", allowed)])
  }

  static func token(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(
      promise: .errorToken, answer: profile.tokenError, message: message,
      fields: [Response.Field("WWW-Authenticate", "Bearer")])
  }

  static func unknownStory(_ profile: Profile, note: String?) -> Refusal {
    Refusal(
      promise: .errorStory, answer: profile.tokenError,
      message: "The token names a story that is not known.",
      fields: [Response.Field("WWW-Authenticate", "Bearer")],
      note: note)
  }

  static func contentType(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(promise: .errorContentType, answer: profile.contentTypeError, message: message)
  }

  static func unclearLength(_ profile: Profile) -> Refusal {
    Refusal(
      promise: .errorMalformedHTTP, answer: profile.malformedHTTPError,
      message: "Where the body ends cannot be told: send one Content-Length, or "
        + "Transfer-Encoding: chunked.")
  }

  static func tooLarge(_ profile: Profile, limit: Int) -> Refusal {
    Refusal(
      promise: .errorTooLarge, answer: profile.tooLargeError,
      message: "The body is larger than \(limit / 1_048_576) MiB (\(limit) bytes).")
  }

  static func model(_ profile: Profile, _ id: String, _ catalogue: Catalogue) -> Refusal {
    let isWellFormed = ModelID.isWellFormed(id.utf8)
    let nearest = catalogue.suggestion(for: id)
    let problem =
      isWellFormed
      ? "There is no model \(id.excerpt)"
      : "\(id.excerpt) is not a model id: 2 to 5 segments of [A-Za-z0-9._-] joined by slashes"
    return Refusal(
      promise: .errorModel, answer: profile.modelError,
      message: problem + (nearest.map { "; did you mean \($0)?" } ?? "."))
  }

  static func notJSON(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(promise: .errorNotJSON, answer: profile.notJSONError, message: message)
  }

  static func schema(_ profile: Profile, _ validator: SchemaValidator) -> Refusal {
    let count = validator.count
    let first = validator.violations.first?.message ?? ""
    let others =
      count > 1 ? " (and \(count - 1) more violation\(count == 2 ? "" : "s"), see detail)." : ""
    let cut =
      count > validator.violations.count
      ? " detail lists the first \(validator.violations.count) of \(count)." : ""
    return Refusal(
      promise: .errorSchema, answer: profile.schemaError,
      message: "The body does not match the input schema: \(first)\(others)\(cut)",
      detail: validator.violations)
  }

  static func balance(_ profile: Profile) -> Refusal {
    Refusal(
      promise: .errorBalance, answer: profile.balanceError,
      message: "There is no balance left.")
  }

  static func query(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(promise: .catalogueQuery, answer: profile.queryError, message: message)
  }

  static func unknownRequest(_ profile: Profile, note: String? = nil) -> Refusal {
    Refusal(
      promise: .errorUnknownRequest, answer: profile.unknownRequestError,
      message: "There is no request with this request_id.", note: note)
  }

  static func foreignRequest(_ profile: Profile) -> Refusal {
    Refusal(
      promise: .errorForeignRequest, answer: profile.foreignRequestError,
      message: profile.foreignRequestError == profile.unknownRequestError
        ? "There is no request with this request_id."
        : "This request belongs to another token.")
  }

  static func unknownOutput(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(promise: .outputUnknown, answer: profile.unknownOutputError, message: message)
  }

  static func outputNotMade(_ profile: Profile, _ type: Model.OutputType) -> Refusal {
    Refusal(
      promise: .outputNotMade, answer: profile.outputNotMadeError,
      message: "The mock makes pictures only; it has no \(type.rawValue) to send.")
  }

  static func expiredOutput(_ profile: Profile) -> Refusal {
    Refusal(
      promise: .outputExpiry, answer: profile.expiredOutputError,
      message: "This output has expired.")
  }

  static func outputCondition(_ profile: Profile) -> Refusal {
    Refusal(
      promise: .outputConditions, answer: profile.outputConditionError,
      message: "This output is not the one that If-Match or If-Unmodified-Since asks for.")
  }

  static func outputRange(_ profile: Profile, length: Int) -> Refusal {
    Refusal(
      promise: .outputRange, answer: profile.outputRangeError,
      message: "This output has \(length) bytes; there are none in the Range.",
      fields: [Response.Field("Content-Range", "bytes */\(length)")])
  }

  static func outputFailed(_ profile: Profile, _ reason: String) -> Refusal {
    Refusal(
      promise: .outputServed, answer: profile.outputFailedError,
      message: "The output could not be made: \(reason)")
  }

  static func notHere(_ profile: Profile) -> Refusal {
    Refusal(
      promise: .mockControl, answer: ErrorAnswer(403, 403_002),
      message:
        "Only clients on the mock's own machine may call what is under /_mock/v1/, and under "
        + "a name of that machine such as 127.0.0.1.")
  }

  static func control(_ promise: Promise, _ message: String) -> Refusal {
    Refusal(promise: promise, answer: ErrorAnswer(422, 422_001), message: message)
  }

  static func busy(_ profile: Profile, _ message: String) -> Refusal {
    Refusal(promise: .errorBusy, answer: profile.busyError, message: message)
  }
}

extension String {
  /// The text, cut where it would make a message unreadable.
  fileprivate var excerpt: String {
    count <= 200 ? self : prefix(197) + "…"
  }
}

internal import HTTPClient
internal import MockCore

// What a step sends.

extension StoryRun {
  func request(_ method: String, _ path: String, _ parts: RequestParts) throws(Stop)
    -> ClientRequest
  {
    let path = try filled(path)
    var request = ClientRequest(method, path.hasPrefix("/") ? server.origin + path : path)
    // A URL would lose its fragment. Any other path is left to the URL: a proxy wants the whole address.
    if path.hasPrefix("/"), path.contains("#") { request.target = path }
    if let field = try authorization(parts.authorization), server.owns(request.url) {
      request.fields.append(("Authorization", field))
    }
    switch parts.body {
    case .none: break
    case .json(let value):
      request.body = .bytes(Array(try filled(value).json.utf8))
    case .text(let text): request.body = .bytes(Array(try filled(text).utf8))
    case .filler(let count): request.body = .filler(byte: UInt8(ascii: " "), count: count)
    }
    var hasBody = true
    if case .none = parts.body { hasBody = false }
    if let type = try parts.contentType.map(filled) ?? (hasBody ? "application/json" : nil),
      type != "none"
    {
      request.fields.append(("Content-Type", type))
    }
    for (name, value) in parts.fields {
      if let value {
        request.fields.append((name, try filled(value)))
      } else {
        request.removedFields.append(name)
      }
    }
    return request
  }

  /// The submit of a job, and the model that it asks for.
  func request(_ submit: Submit) throws(Stop) -> (request: ClientRequest, model: String) {
    let submission = submissions[submit.submission]
    let model = try submit.model.map(filled) ?? submission.model
    var parts = submit.parts
    if case .none = parts.body {
      var input = submission.input
      for (path, value) in submit.set { input = input.setting(path[...], to: value) }
      for path in submit.removed { input = input.removing(path[...]) }
      parts.body = .json(input)
    }
    return (try request("POST", "/v1/models/\(model)", parts), model)
  }

  func request(_ call: JobCall, _ endpoint: String) throws(Stop) -> ClientRequest {
    let query = call.query.isEmpty ? "" : "?\(call.query)"
    return try request(
      call.method, "/v1/requests/${\(call.job).request_id}/\(endpoint)\(query)", call.parts)
  }

  /// A call of an output; outputs need no token, and get none.
  func download(_ call: JobCall) throws(Stop) -> ClientRequest {
    var parts = call.parts
    if case .own = parts.authorization { parts.authorization = .absent }
    return try request(call.method, "${\(call.job).output}", parts)
  }

  private func authorization(_ authorization: RequestParts.Authorization) throws(Stop) -> String? {
    switch authorization {
    case .own: own.map { "Bearer \($0)" }
    case .other: other.map { "Bearer \($0)" }
    case .absent: nil
    case .field(let text): try filled(text)
    }
  }

  private func filled(_ value: JSONValue) throws(Stop) -> JSONValue {
    _ = try filled(value.json)
    return bindings.filled(value)
  }

  private func filled(_ text: String) throws(Stop) -> String {
    if let name = bindings.missing(in: text).first {
      throw .inconclusive("no answer has said yet what ${\(name)} is")
    }
    return bindings.filled(text)
  }
}

extension Step {
  /// What the step does, in a few words.
  var title: String {
    switch action {
    case .submit(let submit): "submit \(submit.submission)"
    case .status(let call): "status" + call.suffix
    case .result(let call): "result" + call.suffix
    case .cancel(let call): "cancel" + call.suffix
    case .download(let call): "download" + call.suffix
    case .poll(let poll):
      "poll \(poll.endpoint.rawValue) until \(poll.until.joined(separator: " or "))"
        + poll.call.suffix
    case .request(let plan): "\(plan.method) \(plan.path)"
    case .advance(let span): "advance \(span.story)"
    }
  }
}

extension JobCall {
  fileprivate var suffix: String { job == Submit.defaultJob ? "" : " of \(job)" }
}

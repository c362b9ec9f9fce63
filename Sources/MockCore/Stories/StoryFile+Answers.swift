extension StoryFile {
  private static let answerKeys = ["status", "content-type", "headers", "body", "json"]

  /// What has no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5).
  static let bodiless = [204, 205, 304]

  /// An answer of the story's own.
  mutating func answer(_ index: Int) -> ScriptedAnswer? {
    var answer = ScriptedAnswer()
    let members = reader.members(of: index, among: Self.answerKeys)
    for member in members {
      switch member.name {
      case "status": answer.status = reader.integer(member.value, in: 200...599) ?? 200
      case "content-type":
        if let type = contentType(member.value) { answer.contentType = type }
      case "headers": answer.headers = headers(member.value)
      case "body": answer.body = Array((reader.string(member.value) ?? "").utf8)
      default: answer.body = Array(reader.value(member.value).json.utf8)
      }
    }
    reportEmpty(index)
    func member(_ name: String) -> JSONReader.Member? { members.first { $0.name == name } }
    if member("body") != nil, let json = member("json") {
      reader.report(json.key, "there is body already; keep one of body and json")
    }
    if Self.bodiless.contains(answer.status) {
      if let body = member("body") ?? member("json"), !answer.body.isEmpty {
        reader.report(body.key, "an answer of status \(answer.status) has no body")
      }
      if member("content-type") == nil { answer.contentType = nil }
    }
    return answer
  }

  mutating func reportEmpty(_ index: Int) {
    if reader.isEmptyObject(index) { reader.report(index, "expected at least one key") }
  }

  /// Sends the client elsewhere.
  mutating func redirect(_ index: Int) -> ScriptedAnswer? {
    var place: HeaderValue?
    var status: Int? = 302
    if reader.kind(index) == .object {
      for member in reader.members(of: index, among: ["to", "status"]) {
        if member.name == "to" {
          place = self.place(member.value)
        } else {
          status = self.redirectStatus(member.value)
        }
      }
      reader.reportMissing(["to"], in: index)
    } else {
      place = self.place(index)
    }
    guard let place, let status else { return nil }
    return ScriptedAnswer(
      word: "redirect", status: status, contentType: nil, headers: [("Location", place)])
  }

  private mutating func redirectStatus(_ index: Int) -> Int? {
    let known = [301, 302, 303, 307, 308]
    let status = reader.kind(index) == .number ? reader.document.number(index).integer : nil
    if let status, known.contains(status) { return status }
    reader.report(index, "expected 301, 302, 303, 307 or 308")
    return nil
  }

  private mutating func place(_ index: Int) -> HeaderValue? {
    guard let text = reader.string(index) else { return nil }
    return text == "other-host" ? .otherHost : headerText(text, index).map { .text($0) }
  }

  /// A refusal of the contract: its id, or more about it.
  mutating func refusal(_ index: Int) -> ScriptedRefusal? {
    guard reader.kind(index) == .object else {
      return promise(index).map { ScriptedRefusal(promise: $0) }
    }
    var promise: Promise?
    var status: Int?
    var retryAfter: HeaderValue??
    for member in reader.members(of: index, among: ["as", "status", "retry-after"]) {
      switch member.name {
      case "as": promise = self.promise(member.value)
      case "status": status = statusWithBody(member.value)
      default: retryAfter = self.retryAfter(member.value)
      }
    }
    reader.reportMissing(["as"], in: index)
    return promise.map { ScriptedRefusal(promise: $0, status: status, retryAfter: retryAfter) }
  }

  /// Seconds, a date, any nonsense that a client has to survive, or `none`.
  private mutating func retryAfter(_ index: Int) -> HeaderValue?? {
    if reader.kind(index) == .string {
      let text = reader.document.string(index)
      if text == "none" { return .some(nil) }
      if Span64(story: text) != nil {
        reader.report(
          index, "HTTP has whole seconds here; write 3 or { date: \(text) }")
        return nil
      }
    }
    return headerValue(index).map { .some($0) }
  }

  /// The status of an answer whose body stays.
  mutating func statusWithBody(_ index: Int) -> Int? {
    guard let status = reader.integer(index, in: 200...599) else { return nil }
    if Self.bodiless.contains(status) {
      reader.report(
        index, "an answer of status \(status) has no body; write answer: { status: \(status) }")
    }
    return status
  }

  private mutating func promise(_ index: Int) -> Promise? {
    let names = ScriptedRefusal.promises.map(\.rawValue)
    return reader.string(index, among: names, "refusal").flatMap { Promise(rawValue: $0) }
  }
}

extension ScriptedAnswer {
  /// The page of a gateway that gave up, as HTML.
  static func gateway(_ status: Int) -> ScriptedAnswer {
    let reason =
      switch status {
      case 502: "Bad Gateway"
      case 503: "Service Unavailable"
      case 504: "Gateway Time-out"
      default: "Server Error"
      }
    let page = """
      <html>
      <head><title>\(status) \(reason)</title></head>
      <body><h1>\(status) \(reason)</h1></body>
      </html>

      """
    return ScriptedAnswer(
      word: "gateway", status: status, contentType: "text/html", body: Array(page.utf8))
  }
}

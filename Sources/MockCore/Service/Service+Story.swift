internal import HTTPMessages

// What stories do to calls: before the work, and to the answer.

/// A call whose work is done later, by the time of its tenant.
package struct DelayedCall: Sendable {
  package let tenant: TenantID
  package let wakes: Instant
  let happening: Happening
}

/// An answer that is sent later, by the time of its tenant.
package struct DelayedAnswer: Sendable {
  package let tenant: TenantID
  package let wakes: Instant
  package let event: Event
}

extension Service {
  /// Counts a call in the story of its tenant.
  ///
  /// - Parameters:
  ///   - endpoint: of the call.
  ///   - job: whose call it is; nil for a submit.
  ///   - request: the call.
  ///   - call: gets what happens to it.
  /// - Returns: whether the work is to be done now.
  mutating func goesOn(
    _ endpoint: StoryEndpoint, _ job: RequestID?, _ request: Request, _ call: inout Call
  ) -> Bool {
    guard let slot = call.tenant, tenants[slot].isScripted else { return true }
    let hasWaited = call.happening != nil
    if !hasWaited { call.happening = tenants[slot].script?.meet(endpoint, of: job) }
    guard let happening = call.happening else { return true }
    call.url = "http://\(request.string(call.host))\(request.string(request.path))"
    if !hasWaited, happening.delayBefore > .zero {
      call.sleeps = call.now + happening.delayBefore
      return false
    }
    return happening.fault?.phase != .beforeCommit
  }

  /// Does to the answer of a call what its story says.
  mutating func applyStory(_ call: inout Call, _ response: inout Response) {
    guard let fault = call.happening?.fault else { return }
    call.promise = .mockStory
    if let slot = call.tenant, let story = tenants[slot].script?.story {
      call.note = "\(story.name): \(fault.endpoint.rawValue) \(fault.action.word)"
    }
    switch fault.action {
    case .connection(let fault): response.apply(fault)
    case .answer(let answer): response.replace(with: answer, fields(call))
    case .refusal(let refusal): refuse(as: refusal, &call, &response)
    case .edit(let edit): response.apply(edit, fields(call))
    case .picture: break  // done when the file was named
    }
  }

  private mutating func refuse(
    as refusal: ScriptedRefusal, _ call: inout Call, _ response: inout Response
  ) {
    let (answer, message) = refusal.answer(profile)
    response.empty()
    Refusal(promise: refusal.promise, answer: answer, message: message).write(into: &response)
    let isRateLimit = refusal.promise == .errorRateLimit
    if let value = refusal.retryAfter ?? (isRateLimit ? .text("1") : nil) {
      response.add("Retry-After", fields(call).text(value))
    }
  }

  private func fields(_ call: Call) -> HeaderContext {
    HeaderContext(now: call.answered, url: call.url)
  }
}

/// What the values of headers depend on.
struct HeaderContext {
  let now: Instant
  /// The URL of the call, as far as it is known.
  let url: String

  func text(_ value: HeaderValue) -> String {
    switch value {
    case .text(let text): text
    case .date(let span):
      HTTPDate.string(secondsSinceEpoch: (now + span).secondsSinceEpoch)
    case .otherHost: otherHost
    }
  }

  /// The URL under the other name of this machine.
  private var otherHost: String {
    for (name, other) in [("://127.0.0.1", "://localhost"), ("://localhost", "://127.0.0.1")] {
      if url.contains(name) { return url.replacing(name, with: other, maxReplacements: 1) }
    }
    return url
  }
}

extension Fault.Action {
  /// The word that a story uses.
  var word: String {
    switch self {
    case .connection(.close): "close"
    case .connection(.reset): "reset"
    case .connection(.silence): "silence"
    case .connection(.cut): "cut"
    case .connection(.trickle): "trickle"
    case .connection(.closeIdle): "close-idle"
    case .answer(let answer): answer.word
    case .refusal: "refuse"
    case .edit: "edit"
    case .picture: "picture"
    }
  }
}

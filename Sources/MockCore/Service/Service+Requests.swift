internal import HTTPMessages

extension Service {
  /// `GET /v1/requests/{request_id}/status`.
  mutating func status(
    _ id: Range<Int>, _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let (slot, state) = try job(id, request, &call)
    guard goesOn(.status, jobs[slot].id, request, &call) else { return }
    // The id of a job that was found is what the client sent, letter for letter.
    let text = request.text[id]
    call.promise = state.statusPromise
    response.body.append(json: #"{"request_id":""#)
    response.body.append(contentsOf: text)
    response.body.append(json: #"","status":""#)
    response.body.append(json: state.statusWord(profile))
    response.body.append(UInt8(ascii: "\""))
    startLink(to: text, request, call)
    appendURL(.status, to: &response.body)
    appendURL(.result, to: &response.body)
    if case .inQueue(let remaining) = state {
      response.body.append(json: #","queue_position":"#)
      let position = queuePosition(plans[Int(jobs[slot].planIndex)], remaining)
      response.body.append(decimal: profile.queueBase == .one ? position : position - 1)
    }
    response.body.append(UInt8(ascii: "}"))
    leap(pastAnswerOf: slot, call)
  }

  /// The place in the queue, 1 for the next: what the story says, else the seconds that are left.
  private func queuePosition(_ plan: JobPlan, _ remaining: Span64) -> Int {
    let places = plan.queuePositions
    guard !places.isEmpty else { return max(1, remaining.secondsRoundedUp) }
    let queue = plan.timeline.queue
    let waited = Double(queue.nanoseconds - remaining.nanoseconds) / Double(queue.nanoseconds)
    return places[min(Int(waited * Double(places.count)), places.count - 1)]
  }

  /// A clock that jumps goes on to what comes next in a job whose state somebody has read.
  private mutating func leap(pastAnswerOf job: Int, _ call: Call) {
    guard let slot = call.tenant, tenants[slot].clock.jumps else { return }
    let accepted = jobs[job].accepted
    let timeline = plans[Int(jobs[job].planIndex)].timeline
    switch state(of: jobs[job], at: call.now) {
    case .inQueue: tenants[slot].clock.leap(to: accepted + timeline.queue)
    case .inProgress: tenants[slot].clock.leap(to: timeline.end(accepted: accepted))
    case .succeeded, .failed, .cancelled: break
    }
  }

  /// `GET /v1/requests/{request_id}/result`.
  mutating func result(
    _ id: Range<Int>, _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let (slot, state) = try job(id, request, &call)
    let job = jobs[slot]
    guard goesOn(.result, job.id, request, &call) else { return }
    call.promise = state.resultPromise
    response.body.append(json: #"{"request_id":""#)
    response.body.append(job.id)
    response.body.append(json: #"","status":""#)
    response.body.append(json: state.resultWord(profile))
    response.body.append(json: #"","created_at":""#)
    response.body.append(timestamp: job.accepted)
    response.body.append(UInt8(ascii: "\""))
    switch state {
    case .inQueue, .inProgress, .cancelled: break
    case .succeeded: appendOutput(job, request, call, to: &response.body)
    case .failed(_, let error): appendError(error, to: &response.body)
    }
    if let ended = state.ended { appendEnd(ended, to: &response.body) }
    if state.ended != nil, wantsCost(request) {
      response.body.append(json: #","cost":"#)
      response.body.append(contentsOf: cost(of: job, state).utf8)
    }
    response.body.append(UInt8(ascii: "}"))
    leap(pastAnswerOf: slot, call)
  }

  /// `POST /v1/requests/{request_id}/cancel`.
  mutating func cancel(
    _ id: Range<Int>, _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let (slot, before) = try job(id, request, &call)
    guard goesOn(.cancel, jobs[slot].id, request, &call) else { return }
    var state = before
    let outcome: StaticString
    switch before {
    case .inQueue:
      jobs[slot].cancel(at: call.now)
      state = .cancelled(at: call.now)
      outcome = "cancelled"
      call.promise = .cancelWaiting
      response.status = 202
    case .inProgress, .succeeded, .failed, .cancelled:
      outcome = "not_cancellable"
      call.promise = before.ended == nil ? .cancelRunning : .cancelEnded
      response.status = profile.notCancellable.code
    }
    response.body.append(json: #"{"request_id":""#)
    response.body.append(jobs[slot].id)
    response.body.append(json: #"","status":""#)
    response.body.append(json: state.statusWord(profile))
    response.body.append(json: #"","outcome":""#)
    response.body.append(json: outcome)
    response.body.append(json: #""}"#)
  }

  /// The job of an id and its state now; refuses one that is unknown or another tenant's.
  private func job(
    _ range: Range<Int>, _ request: Request, _ call: inout Call
  ) throws(Refusal) -> (slot: Int, state: JobState) {
    guard let id = RequestID(request.text[range]) else { throw .unknownRequest(profile) }
    call.requestID = id
    switch jobs.lookup(id) {
    case .unknown: throw .unknownRequest(profile)
    case .forgotten: throw .unknownRequest(profile, note: "forgotten to make room for newer jobs")
    case .found(let slot):
      let job = jobs[slot]
      guard let tenant = call.tenant, job.tenant == tenants[tenant].id else {
        guard tenants.contains(job.tenant) else {
          throw .unknownRequest(profile, note: "its tenant was forgotten to make room")
        }
        throw .foreignRequest(profile)
      }
      return (slot, state(of: job, at: call.now))
    }
  }

  func state(of job: Job, at now: Instant) -> JobState {
    plans[Int(job.planIndex)].timeline.state(
      accepted: job.accepted, cancelled: job.cancelled, at: now)
  }

  // MARK: Parts of a result

  private func appendOutput(
    _ job: Job, _ request: Request, _ call: Call, to body: inout [UInt8]
  ) {
    let isOne = job.output.count == 1
    body.append(json: #","output":{"#)
    body.append(jsonString: job.output.format.outputType.rawValue + (isOne ? "" : "s"))
    body.append(json: isOne ? ":" : ":[")
    for number in 0..<Int(job.output.count) {
      body.append(json: number == 0 ? "\"" : ",\"")
      appendOrigin(settings.outputURL, request, call, to: &body)
      body.append(json: "/outputs/")
      body.append(job.id)
      body.append(UInt8(ascii: "/"))
      body.append(decimal: number)
      body.append(UInt8(ascii: "."))
      body.append(json: job.output.format.name)
      body.append(UInt8(ascii: "\""))
    }
    body.append(json: isOne ? "}" : "]}")
  }

  private func appendError(_ error: String, to body: inout [UInt8]) {
    switch profile.errorShape {
    case .absent: return
    case .string:
      body.append(json: #","error":"#)
      body.append(jsonString: error)
    case .object:
      body.append(json: #","error":{"message":"#)
      body.append(jsonString: error)
      body.append(UInt8(ascii: "}"))
    case .list:
      body.append(json: #","error":[{"message":"#)
      body.append(jsonString: error)
      body.append(json: "}]")
    }
  }

  private func cost(of job: Job, _ state: JobState) -> String {
    let isCharged =
      switch state {
      case .succeeded: true
      case .failed: profile.costOfFailure == .price
      case .inQueue, .inProgress, .cancelled: false
      }
    return isCharged ? catalogue[Int(job.model)].basePriceUSD : "0"
  }

  private func appendEnd(_ ended: Instant, to body: inout [UInt8]) {
    if profile.endedKey != .finishedAt {
      body.append(json: #","completed_at":""#)
      body.append(timestamp: ended)
      body.append(UInt8(ascii: "\""))
    }
    if profile.endedKey != .completedAt {
      body.append(json: #","finished_at":""#)
      body.append(timestamp: ended)
      body.append(UInt8(ascii: "\""))
    }
  }

  private func wantsCost(_ request: Request) -> Bool {
    request.arguments.contains {
      request.text($0.name, equals: "include_cost") && request.text($0.value, equals: "true")
    }
  }
}

internal import HTTPMessages

// What stands under `/_mock/v1/`: it acts on the tenant of the token that it is called with.

extension Service {
  /// Refuses a client that is elsewhere, or that came by a name that is not this machine's, as a page of the
  /// web does by DNS rebinding.
  func checkPlace(_ request: Request, _ call: Call) throws(Refusal) {
    let isHere = Authority.isOfThisMachine(request.text[call.host])
    guard isHere, request.isFromThisMachine else { throw .notHere(profile) }
  }

  /// `GET` and `POST /_mock/v1/clock`.
  mutating func clock(
    _ request: Request, _ body: [UInt8], _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    guard let slot = call.tenant else { return }
    call.promise = .mockClock
    if request.method == .post {
      try change(slot, ClockChange.read(body), &call)
      call.now = tenants[slot].clock.now(monotonic: call.monotonic)
    }
    response.body.append(json: #"{"now":""#)
    response.body.append(timestamp: call.now)
    response.body.append(json: #"","pace":"#)
    response.body.append(jsonString: tenants[slot].clock.pace.story)
    response.body.append(UInt8(ascii: "}"))
  }

  private mutating func change(
    _ slot: Int, _ change: Result<ClockChange, FileError>, _ call: inout Call
  ) throws(Refusal) {
    switch change {
    case .failure(let error):
      throw .control(.mockClock, error.problems.map(\.description).joined(separator: "\n"))
    case .success(let change):
      if let pace = change.pace { tenants[slot].clock.go(pace, monotonic: call.monotonic) }
      if let span = change.advance { tenants[slot].clock.advance(by: span) }
      call.hasMovedClock = true
    }
  }

  /// `GET /_mock/v1/receipts`.
  func receipts(_ call: inout Call, _ response: inout Response) {
    call.promise = .mockReceipts
    guard let slot = call.tenant, let script = tenants[slot].script else {
      response.body.append(
        json: #"{"story":null,"reached":true,"faults":[],"delays":[],"jobs":[]}"#)
      return
    }
    response.body.append(
      contentsOf: Receipts(script, jobs: receipts(of: script, at: call.now)).json)
  }

  /// How much of its story has happened to each tenant that has one, the oldest tenant first.
  package func receipts(monotonic: Int64) -> [(tenant: TenantID, receipts: Receipts)] {
    tenants.scripted.compactMap { slot in
      guard let script = tenants[slot].script else { return nil }
      let now = tenants[slot].clock.now(monotonic: monotonic)
      return (tenants[slot].id, Receipts(script, jobs: receipts(of: script, at: now)))
    }.sorted { $0.tenant.serial < $1.tenant.serial }
  }

  /// What the jobs of a story have gone through.
  private func receipts(of script: TenantScript, at now: Instant) -> [JobReceipt] {
    script.jobs.enumerated().compactMap { index, id in
      guard case .found(let slot) = jobs.lookup(id) else { return nil }
      let job = jobs[slot]
      return JobReceipt(
        number: script.acceptedJobs - script.jobs.count + index + 1, job: job,
        timeline: plans[Int(job.planIndex)].timeline, now: now)
    }
  }
}

/// What the body of `POST /_mock/v1/clock` asks for.
private struct ClockChange {
  var pace: ClockPace?
  var advance: Span64?

  /// Reads `{"pace": "frozen", "advance": "10s"}`, either or both.
  static func read(_ body: [UInt8]) -> Result<ClockChange, FileError> {
    let name = "body"
    do throws(JSONError) {
      var reader = JSONReader(try JSONDocument(body), file: name)
      var change = ClockChange()
      for member in reader.members(of: 0, among: ["pace", "advance"]) {
        if member.name == "pace" {
          change.pace = reader.pace(member.value)
        } else {
          change.advance = reader.span(member.value)
        }
      }
      if reader.problems.isEmpty, change.pace == nil, change.advance == nil {
        reader.report(0, #"expected {"pace": "frozen"}, {"advance": "10s"} or both"#)
      }
      return reader.problems.isEmpty
        ? .success(change) : .failure(FileError(problems: reader.problems))
    } catch {
      return .failure(FileError(error, file: name))
    }
  }
}

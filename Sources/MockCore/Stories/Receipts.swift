/// How much of a story has happened to a tenant.
package struct Receipts: Sendable {
  /// A fault or a delay of the script.
  package struct Line: Sendable {
    /// As in `status 2-3: edit`.
    package let text: String
    let endpoints: [StoryEndpoint]
    let ordinals: Ordinals
    let phase: StoryPhase
    /// What a fault does; nil for a delay.
    let word: String?
    /// How often it has happened.
    package let count: Int

    package var isReached: Bool { count > 0 }
  }

  package let story: StoryName
  package let faults: [Line]
  package let delays: [Line]
  package let jobs: [JobReceipt]

  init(_ script: TenantScript, jobs: [JobReceipt]) {
    story = script.story.name
    faults = zip(script.script.faults, script.faults).map { fault, count in
      Line(
        text: "\(fault.endpoint.rawValue) \(fault.ordinals): \(fault.action.word)",
        endpoints: [fault.endpoint], ordinals: fault.ordinals, phase: fault.phase,
        word: fault.action.word, count: count)
    }
    delays = zip(script.script.delays, script.delays).map { delay, count in
      let endpoints = StoryEndpoint.allCases.filter(delay.endpoints.contains)
      return Line(
        text: "\(endpoints.map(\.rawValue).joined(separator: ", ")) \(delay.ordinals): delay",
        endpoints: endpoints, ordinals: delay.ordinals, phase: delay.phase, word: nil,
        count: count)
    }
    self.jobs = jobs
  }

  /// Each fault has happened, each delay too, and each job has ended as it was to.
  package var isReached: Bool {
    (faults + delays).allSatisfy(\.isReached) && jobs.allSatisfy(\.isReached)
  }

  /// What has not happened, as a person reads it.
  package var missing: [String] {
    (faults + delays).filter { !$0.isReached }.map(\.text) + jobs.flatMap(\.missing)
  }

  /// The body of `GET /_mock/v1/receipts`.
  var json: [UInt8] {
    var json: [UInt8] = []
    json.append(json: #"{"story":"#)
    json.append(jsonString: story.text)
    json.append(json: #","reached":"#)
    json.append(bool: isReached)
    json.append(json: #","faults":["#)
    json.append(list: faults) { $1.append($0) }
    json.append(json: #"],"delays":["#)
    json.append(list: delays) { $1.append($0) }
    json.append(json: #"],"jobs":["#)
    json.append(list: jobs) { $1.append($0) }
    json.append(json: "]}")
    return json
  }
}

/// What a job of a story has gone through.
package struct JobReceipt: Sendable {
  /// Counts the jobs that the tenant was given, from 1.
  let number: Int
  let id: RequestID
  /// The states that the script leads to, each with its time and whether that has come.
  let transitions: [(state: String, at: Instant?, isReached: Bool)]

  init(number: Int, job: Job, timeline: Timeline, now: Instant) {
    self.number = number
    id = job.id
    var transitions: [(String, Instant?, Bool)] = []
    func add(_ state: String, _ span: Span64) {
      let instant = job.accepted + span
      transitions.append((state, instant, instant <= now && instant.nanoseconds < .max))
    }
    if let cancelled = job.cancelled {
      transitions.append(("cancelled", cancelled, true))
    } else {
      if timeline.queue != .never { add("in_progress", timeline.queue) }
      if timeline.queue != .never, timeline.run != .never {
        add(timeline.ending == .well ? "succeeded" : "failed", timeline.queue + timeline.run)
      }
    }
    self.transitions = transitions
  }

  var isReached: Bool { transitions.allSatisfy(\.isReached) }

  var missing: [String] {
    transitions.filter { !$0.isReached }.map { "job \(number): \($0.state)" }
  }
}

extension [UInt8] {
  fileprivate mutating func append(bool: Bool) {
    append(json: bool ? "true" : "false")
  }

  fileprivate mutating func append<Item>(
    list: [Item], _ write: (Item, inout [UInt8]) -> Void
  ) {
    for (index, element) in list.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      write(element, &self)
    }
  }

  fileprivate mutating func append(_ line: Receipts.Line) {
    append(json: #"{"on":"#)
    append(jsonString: line.endpoints.map(\.rawValue).joined(separator: ", "))
    append(json: #","nth":"#)
    append(jsonString: "\(line.ordinals)")
    append(json: #","when":"#)
    append(jsonString: line.phase.rawValue)
    if let word = line.word {
      append(json: #","do":"#)
      append(jsonString: word)
    }
    append(json: #","count":"#)
    append(decimal: line.count)
    append(json: #","reached":"#)
    append(bool: line.isReached)
    append(UInt8(ascii: "}"))
  }

  fileprivate mutating func append(_ job: JobReceipt) {
    append(json: #"{"job":"#)
    append(decimal: job.number)
    append(json: #","request_id":""#)
    append(job.id)
    append(json: #"","transitions":["#)
    append(list: job.transitions) { transition, json in
      json.append(json: #"{"to":"#)
      json.append(jsonString: transition.state)
      if let instant = transition.at {
        json.append(json: #","at":""#)
        json.append(timestamp: instant)
        json.append(UInt8(ascii: "\""))
      }
      json.append(json: #","reached":"#)
      json.append(bool: transition.isReached)
      json.append(UInt8(ascii: "}"))
    }
    append(json: "]}")
  }
}

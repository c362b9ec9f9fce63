extension StoryFile {
  private static let scriptKeys = ["clock", "balance", "job", "jobs", "delays", "faults"]
  private static let jobKeys = ["queue", "run", "ends", "error", "queue-positions"]

  mutating func script(_ index: Int) -> Script {
    var script = Script()
    var faults: [(fault: Fault, index: Int)] = []
    var delays: [(delay: Delay, index: Int)] = []
    let members = reader.members(of: index, among: Self.scriptKeys)
    for member in members {
      switch member.name {
      case "clock": script.clock = reader.pace(member.value)
      case "balance": script.balance = balance(member.value)
      case "job": script.jobs = [job(member.value)]
      case "jobs":
        if members.contains(where: { $0.name == "job" }) {
          reader.report(member.key, "there is job already; keep one of job and jobs")
        }
        script.jobs = elements(of: member.value, "jobs", atLeast: 1).map { job($0) }
      case "delays":
        delays = elements(of: member.value, "delays").compactMap { element in
          delay(element).map { ($0, element) }
        }
      default: faults = self.faults(member.value)
      }
    }
    script.delays = delays.map(\.delay)
    script.faults = faults.map(\.fault)
    guard !script.hasOutput else { return script }
    let ofOutputs =
      faults.filter { $0.fault.endpoint == .output }.map(\.index)
      + delays.filter { $0.delay.endpoints == [.output] }.map(\.index)
    for element in ofOutputs {
      reader.report(element, "this never happens: no job of this script has an output")
    }
    return script
  }

  /// The elements of a list, not more than a person writes.
  mutating func elements(of index: Int, _ noun: String, atLeast minimum: Int = 0) -> [Int] {
    let limit = 1000
    let elements = reader.elements(of: index)
    guard reader.kind(index) == .array, !(minimum...limit).contains(elements.count) else {
      return elements
    }
    reader.report(index, "expected from \(minimum) to \(limit) \(noun)")
    return []
  }

  private mutating func balance(_ index: Int) -> Int? {
    guard let number = reader.number(index) else { return nil }
    guard let usd = Double(number.description), usd >= 0, usd <= 1_000_000_000 else {
      reader.report(index, "expected US dollars from 0 to 1000000000")
      return nil
    }
    return Int((usd * 1_000_000).rounded())
  }

  // MARK: Jobs

  private mutating func job(_ index: Int) -> JobPlan {
    let members = reader.members(of: index, among: Self.jobKeys)
    var queue = Timeline.standard.queue
    var run = Timeline.standard.run
    var end: String? = "succeeded"
    var error: String?
    var positions: [Int] = []
    for member in members {
      switch member.name {
      case "queue": queue = reader.span(member.value, orForever: true) ?? queue
      case "run": run = reader.span(member.value, orForever: true) ?? run
      case "ends": end = reader.string(member.value, among: ["succeeded", "failed"], "end")
      case "error": error = filledText(member.value)
      default:
        positions = elements(of: member.value, "places", atLeast: 1).compactMap {
          reader.integer($0, in: 1...1_000_000)
        }
      }
    }
    func member(_ name: String) -> JSONReader.Member? { members.first { $0.name == name } }
    if let error = member("error"), end == "succeeded" {
      reader.report(error.key, "only a job that ends failed has an error")
    }
    for key in ["run", "ends"] where queue == .never {
      guard let member = member(key) else { continue }
      reader.report(member.key, "a job that waits forever neither runs nor ends")
    }
    if let ends = member("ends"), run == .never, queue != .never {
      reader.report(ends.key, "a job that runs forever does not end")
    }
    if let places = member("queue-positions"), queue == .zero {
      reader.report(places.key, "a job that does not wait has no place in the queue")
    }
    if let places = member("queue-positions"), queue == .never, positions.count > 1 {
      reader.report(places.value, "a job that waits forever stays at one place")
    }
    let timeline = Timeline(
      queue: queue, run: run,
      ending: end == "failed" ? .badly(error: error ?? "The model failed.") : .well)
    return JobPlan(timeline: timeline, queuePositions: positions)
  }

  // MARK: Delays

  private static let delayKeys = ["on", "nth", "when", "for"]
  private static let lawKeys = ["uniform", "log-normal"]

  private mutating func delay(_ index: Int) -> Delay? {
    var endpoints: Set<StoryEndpoint> = []
    var ordinals: Ordinals? = .every
    var phase: StoryPhase? = .beforeCommit
    var law: Delay.Law?
    for member in reader.members(of: index, among: Self.delayKeys) {
      switch member.name {
      case "on": endpoints = self.endpoints(member.value)
      case "nth": ordinals = reader.ordinals(member.value)
      case "when": phase = reader.word(member.value, among: [.beforeCommit, .afterCommit])
      default: law = self.law(member.value)
      }
    }
    reader.reportMissing(["on", "for"], in: index)
    guard let ordinals, let phase, let law, !endpoints.isEmpty else { return nil }
    return Delay(endpoints: endpoints, ordinals: ordinals, phase: phase, law: law)
  }

  private static let endpointWords = StoryEndpoint.allCases.map(\.rawValue)

  mutating func storyEndpoint(_ index: Int) -> StoryEndpoint? {
    reader.string(index, among: Self.endpointWords, "endpoint")
      .flatMap { StoryEndpoint(rawValue: $0) }
  }

  /// One endpoint, a list of them, or `any`.
  private mutating func endpoints(_ index: Int) -> Set<StoryEndpoint> {
    guard reader.kind(index) == .array else {
      let word = reader.string(index, among: Self.endpointWords + ["any"], "endpoint")
      if word == "any" { return Set(StoryEndpoint.allCases) }
      return Set([word.flatMap { StoryEndpoint(rawValue: $0) }].compactMap { $0 })
    }
    var endpoints: Set<StoryEndpoint> = []
    for element in elements(of: index, "endpoints", atLeast: 1) {
      guard let endpoint = storyEndpoint(element) else { continue }
      if !endpoints.insert(endpoint).inserted {
        reader.report(element, "\(endpoint.rawValue) stands twice")
      }
    }
    return endpoints
  }

  private mutating func law(_ index: Int) -> Delay.Law? {
    guard reader.kind(index) == .object else {
      guard let span = reader.span(index) else { return nil }
      if span == .zero { reader.report(index, "a delay is longer than 0s") }
      return .fixed(span)
    }
    let members = reader.members(of: index, among: Self.lawKeys)
    guard members.count == 1 else {
      if members.count == reader.document.keys(of: index).count(where: { _ in true }) {
        reader.report(index, "expected a time, or one of uniform and log-normal")
      }
      return nil
    }
    return members[0].name == "uniform" ? uniform(members[0].value) : logNormal(members[0].value)
  }

  private mutating func uniform(_ index: Int) -> Delay.Law? {
    let ends = reader.elements(of: index).map { reader.span($0) }
    guard ends.count == 2 else {
      if reader.kind(index) == .array {
        reader.report(index, "expected the shortest and the longest time")
      }
      return nil
    }
    guard let low = ends[0], let high = ends[1] else { return nil }
    guard low < high else {
      reader.report(index, "expected a shortest time that is below the longest")
      return nil
    }
    return .uniform(from: low, through: high)
  }

  private mutating func logNormal(_ index: Int) -> Delay.Law? {
    var median: Span64?
    var p99: Span64?
    for member in reader.members(of: index, among: ["median", "p99"]) {
      let span = reader.span(member.value)
      if member.name == "median" { median = span } else { p99 = span }
    }
    reader.reportMissing(["median", "p99"], in: index)
    guard let median, let p99 else { return nil }
    guard median > .zero, p99 >= median else {
      reader.report(index, "expected a median above 0s and a p99 that is not below it")
      return nil
    }
    return .logNormal(median: median, p99: p99)
  }
}

extension Script {
  /// Some job, or one of those that the server plans itself, ends well and has an output.
  fileprivate var hasOutput: Bool {
    jobs.isEmpty
      || jobs.contains { job in
        let timeline = job.timeline
        return timeline.ending == .well && timeline.queue != .never && timeline.run != .never
      }
  }
}

/// What a story has done to one tenant so far: which calls were made, what has happened.
struct TenantScript: Sendable {
  /// How many jobs' calls are counted; nothing happens to those of older ones.
  static let jobLimit = 1000

  let story: Story
  /// For each fault and each delay of the script how often it has happened.
  private(set) var faults: [Int]
  private(set) var delays: [Int]
  private(set) var submits = 0
  /// The jobs that were accepted, the oldest first, as far as they are counted.
  private(set) var jobs: [RequestID] = []
  private(set) var acceptedJobs = 0
  /// The numbers of those jobs, counted from 1.
  private var numbers: [RequestID: Int] = [:]
  private var calls: [Place: Int] = [:]

  private struct Place: Hashable {
    let endpoint: StoryEndpoint
    let job: RequestID
  }

  init(_ story: Story) {
    self.story = story
    faults = story.script.faults.map { _ in 0 }
    delays = story.script.delays.map { _ in 0 }
  }

  var script: Script { story.script }

  /// Counts a call and says what happens to it.
  ///
  /// - Parameters:
  ///   - endpoint: of the call.
  ///   - job: whose call it is; nil for a submit.
  /// - Returns: what happens, nil when nothing does.
  mutating func meet(_ endpoint: StoryEndpoint, of job: RequestID?) -> Happening? {
    let number = job.map { numbers[$0] } ?? 0
    guard let number else { return nil }
    let ordinal = count(endpoint, job)
    let fault = script.faults.firstIndex {
      $0.endpoint == endpoint && $0.ordinals.contains(ordinal)
    }
    if let fault { faults[fault] += 1 }
    var (delayBefore, delayAfter) = (Span64.zero, Span64.zero)
    for (index, delay) in script.delays.enumerated()
    where delay.endpoints.contains(endpoint) && delay.ordinals.contains(ordinal) {
      delays[index] += 1
      let span = delay.law.span(seed: seed(index, endpoint, number, ordinal))
      if delay.phase == .beforeCommit {
        delayBefore = delayBefore + span
      } else {
        delayAfter = delayAfter + span
      }
    }
    guard fault != nil || delayBefore > .zero || delayAfter > .zero else { return nil }
    return Happening(
      fault: fault.map { script.faults[$0] }, delayBefore: delayBefore, delayAfter: delayAfter)
  }

  /// How the job that is accepted next passes its time, where the story says it.
  var nextPlan: JobPlan? { script.plan(ofJob: acceptedJobs + 1) }

  /// Notes a job that was accepted.
  mutating func add(_ job: RequestID) {
    if jobs.count == Self.jobLimit {
      let oldest = jobs.removeFirst()
      numbers[oldest] = nil
      for endpoint in StoryEndpoint.allCases { calls[Place(endpoint: endpoint, job: oldest)] = nil }
    }
    jobs.append(job)
    acceptedJobs += 1
    numbers[job] = acceptedJobs
  }

  private mutating func count(_ endpoint: StoryEndpoint, _ job: RequestID?) -> Int {
    guard let job else {
      submits += 1
      return submits
    }
    let place = Place(endpoint: endpoint, job: job)
    calls[place, default: 0] += 1
    return calls[place] ?? 1
  }

  /// The same for the same call of the same story on every machine and every day: jobs count by their
  /// number, not by their id.
  private func seed(
    _ delay: Int, _ endpoint: StoryEndpoint, _ job: Int, _ ordinal: Int
  ) -> UInt64 {
    var hash = StableHash()
    hash.add(Array(story.name.text.utf8).span.bytes)
    hash.add(Array(endpoint.rawValue.utf8).span.bytes)
    hash.add(UInt64(delay))
    hash.add(UInt64(job))
    hash.add(UInt64(ordinal))
    return hash.value
  }
}

/// What a story does to one call; an object, so that a call to which nothing happens carries no more than nil.
final class Happening: Sendable {
  let fault: Fault?
  /// How much later the work is taken.
  let delayBefore: Span64
  /// How much later the client hears of it.
  let delayAfter: Span64

  init(fault: Fault?, delayBefore: Span64, delayAfter: Span64) {
    self.fault = fault
    self.delayBefore = delayBefore
    self.delayAfter = delayAfter
  }
}

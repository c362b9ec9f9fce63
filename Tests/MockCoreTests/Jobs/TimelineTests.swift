import Testing

@testable import MockCore

struct TimelineTests {
  private static let accepted = Instant(nanoseconds: 1_000_000_000)

  private static func at(_ nanoseconds: Int64) -> Instant {
    Instant(nanoseconds: accepted.nanoseconds + nanoseconds)
  }

  struct Moment: Sendable, CustomTestStringConvertible {
    let elapsed: Int64
    let state: JobState

    init(_ elapsed: Int64, _ state: JobState) {
      self.elapsed = elapsed
      self.state = state
    }

    var testDescription: String { "\(elapsed) ns" }
  }

  /// Of a job that waits two seconds and runs three.
  @Test(arguments: [
    Moment(0, .inQueue(remaining: .seconds(2))),
    Moment(1, .inQueue(remaining: Span64(nanoseconds: 1_999_999_999))),
    Moment(1_999_999_999, .inQueue(remaining: Span64(nanoseconds: 1))),
    Moment(2_000_000_000, .inProgress), Moment(4_999_999_999, .inProgress),
    Moment(5_000_000_000, .succeeded(at: at(5_000_000_000))),
    Moment(5_000_000_001, .succeeded(at: at(5_000_000_000))),
    Moment(.max / 2, .succeeded(at: at(5_000_000_000))),
  ])
  func `a job waits, runs and ends at the boundary itself`(_ moment: Moment) {
    let timeline = Timeline(queue: .seconds(2), run: .seconds(3))
    let state = timeline.state(
      accepted: Self.accepted, cancelled: nil, at: Self.at(moment.elapsed))
    #expect(state == moment.state)
  }

  @Test func `a job that ends badly says why and when`() {
    let timeline = Timeline(queue: .zero, run: .seconds(1), ending: .badly(error: "out of memory"))
    let end = Self.at(1_000_000_000)
    #expect(
      timeline.state(accepted: Self.accepted, cancelled: nil, at: end)
        == .failed(at: end, error: "out of memory"))
    #expect(
      timeline.state(accepted: Self.accepted, cancelled: nil, at: Self.accepted) == .inProgress)
  }

  @Test func `the instant timeline is over as soon as it begins`() {
    #expect(
      Timeline.instant.state(accepted: Self.accepted, cancelled: nil, at: Self.accepted)
        == .succeeded(at: Self.accepted))
  }

  @Test func `a job that waits for ever is always in the queue`() {
    let timeline = Timeline(queue: .never, run: .seconds(1))
    for elapsed in [0, 1_000_000_000, Int64.max / 2] {
      let state = timeline.state(accepted: Self.accepted, cancelled: nil, at: Self.at(elapsed))
      guard case .inQueue(let remaining) = state else {
        Issue.record("\(state)")
        continue
      }
      #expect(remaining > .zero)
    }
    #expect(timeline.end(accepted: Self.accepted) == Instant(nanoseconds: .max))
  }

  @Test func `a job that runs for ever never ends`() {
    let timeline = Timeline(queue: .seconds(1), run: .never)
    #expect(
      timeline.state(accepted: Self.accepted, cancelled: nil, at: Self.at(.max / 2)) == .inProgress)
    #expect(timeline.end(accepted: Self.accepted) == Instant(nanoseconds: .max))
  }

  @Test func `a cancelled job stays cancelled whatever its plan was`() {
    let moment = Self.at(1)
    for timeline in [Timeline.standard, Timeline.instant, Timeline(queue: .never, run: .never)] {
      for elapsed in [1, 2_000_000_000, Int64.max / 2] {
        #expect(
          timeline.state(accepted: Self.accepted, cancelled: moment, at: Self.at(elapsed))
            == .cancelled(at: moment))
      }
    }
  }

  @Test func `a job never goes back while time does not`() {
    func rank(_ state: JobState) -> Int {
      switch state {
      case .inQueue: 0
      case .inProgress: 1
      case .succeeded, .failed, .cancelled: 2
      }
    }
    var random = SplitMix64(seed: 3)
    for _ in 0..<50 {
      let timeline = Timeline(
        queue: .milliseconds(.random(in: 0...5, using: &random)),
        run: .milliseconds(.random(in: 0...5, using: &random)))
      var last: JobState?
      for step in stride(from: Int64(0), through: 12_000_000, by: 333_333) {
        let state = timeline.state(accepted: Self.accepted, cancelled: nil, at: Self.at(step))
        if let last {
          #expect(rank(last) <= rank(state))
          if last.ended != nil { #expect(last == state) }
        }
        last = state
      }
      #expect(last?.ended == timeline.end(accepted: Self.accepted))
    }
  }

  @Test func `only ended states have an end`() {
    let moment = Self.at(7)
    #expect(JobState.inQueue(remaining: .zero).ended == nil)
    #expect(JobState.inProgress.ended == nil)
    #expect(JobState.succeeded(at: moment).ended == moment)
    #expect(JobState.failed(at: moment, error: "").ended == moment)
    #expect(JobState.cancelled(at: moment).ended == moment)
  }
}

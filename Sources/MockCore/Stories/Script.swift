/// What a mock does by a story: how jobs pass their time, what is delayed and what goes wrong.
package struct Script: Sendable {
  /// How long the 1st, 2nd … job of a tenant waits and runs and how it ends; the last is that of all
  /// further ones, and where there is none the server's own plan counts.
  package var jobs: [JobPlan] = []
  /// How the tenant's clock goes; nil as the server's does.
  package var clock: ClockPace?
  /// What the tenant has, in millionths of a US dollar; nil as the server says.
  package var balance: Int?
  package var delays: [Delay] = []
  package var faults: [Fault] = []

  /// The plan of the job with that number, counted from 1.
  func plan(ofJob number: Int) -> JobPlan? {
    jobs.isEmpty ? nil : jobs[min(number, jobs.count) - 1]
  }
}

/// How one job passes its time.
package struct JobPlan: Sendable, Hashable {
  package let timeline: Timeline
  /// The places in the queue that it has one after the other, each for the same part of its wait; empty for
  /// the seconds that are left.
  package let queuePositions: [Int]
}

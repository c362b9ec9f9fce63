extension MockServer {
  /// How the clock of a token runs.
  ///
  /// Everything dated follows it: how far a job is, the timestamps, `Retry-After`, and the field `Date`.
  public struct ClockMode: Sendable, Equatable {
    enum Mode: Equatable {
      case scaled(Double)
      case frozen
      case jumping
    }

    let mode: Mode

    /// The time of the clock on the wall.
    public static let real = ClockMode(mode: .scaled(1))

    /// It shows the wall's time when the token is first used, and then moves only when it is told to
    /// (``Clock/advance(by:)``).
    public static let frozen = ClockMode(mode: .frozen)

    /// It stands still and leaps to what comes next as soon as somebody waits for it.
    ///
    /// Reading a job's state or result moves the clock on to the job's next state, once the answer is made; a
    /// delayed answer is sent at once, at the time for which it was meant.
    public static let jumping = ClockMode(mode: .jumping)

    /// It showed the wall's time when the mock started, and runs so many times as fast, from 0.001 to 1,000,000.
    public static func scaled(by factor: Double) -> ClockMode {
      ClockMode(mode: .scaled(factor))
    }
  }
}

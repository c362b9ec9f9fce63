extension MockServer {
  /// How the clock of a token runs.
  ///
  /// Everything dated follows it: how far a job is, the timestamps, `Retry-After`, and the field `Date`.
  public struct ClockMode: Sendable, Equatable {
    enum Mode: Equatable {
      case scaled(Double)
      case frozen
    }

    let mode: Mode

    /// The time of the clock on the wall.
    public static let real = ClockMode(mode: .scaled(1))

    /// It shows the wall's time when the token is first used, and then moves only when it is told to
    /// (``Clock/advance(by:)``).
    public static let frozen = ClockMode(mode: .frozen)

    /// It showed the wall's time when the mock started, and runs so many times as fast, from 0.001 to 1,000,000.
    public static func scaled(by factor: Double) -> ClockMode {
      ClockMode(mode: .scaled(factor))
    }
  }
}

/// Why a token has no clock; what a call with it would be told.
package struct ClockError: Error, Sendable {
  package let message: String
}

extension Service {
  /// The time of a token's tenant, which is opened as a call would open it.
  package mutating func time(
    of token: Token, monotonic: Int64
  ) throws(ClockError) -> Instant {
    tenants[try tenant(of: token, monotonic: monotonic)].clock.now(monotonic: monotonic)
  }

  /// Moves the clock of a token's tenant, which is opened as a call would open it, forward.
  package mutating func advanceClock(
    of token: Token, by span: Span64, monotonic: Int64
  ) throws(ClockError) {
    tenants[try tenant(of: token, monotonic: monotonic)].clock.advance(by: span)
  }

  private mutating func tenant(
    of token: Token, monotonic: Int64
  ) throws(ClockError) -> Int {
    do throws(Refusal) {
      return try openTenant(of: token, monotonic: monotonic)
    } catch {
      throw ClockError(message: error.message)
    }
  }
}

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
  ///
  /// - Returns: the tenant.
  package mutating func advanceClock(
    of token: Token, by span: Span64, monotonic: Int64
  ) throws(ClockError) -> TenantID {
    let slot = try tenant(of: token, monotonic: monotonic)
    tenants[slot].clock.advance(by: span)
    return tenants[slot].id
  }

  // MARK: What sleeps

  /// The monotonic time at which a tenant's clock will show `instant`, which is now if it does already; nil
  /// when it does not go by itself.
  package func monotonic(of instant: Instant, for tenant: TenantID, now: Int64) -> Int64? {
    guard tenants.contains(tenant) else { return now }
    let clock = tenants[Int(tenant.slot)].clock
    // A clock that jumps does so as soon as something waits for it.
    if clock.jumps || clock.now(monotonic: now) >= instant { return now }
    return clock.monotonic(of: instant)
  }

  /// The time of a tenant, whose clock may leap to a time that something waits for; the end of time for one
  /// that was forgotten.
  package mutating func time(
    of tenant: TenantID, leapingTo instant: Instant?, monotonic: Int64
  ) -> Instant {
    guard tenants.contains(tenant) else { return Instant(nanoseconds: .max) }
    let slot = Int(tenant.slot)
    if let instant, tenants[slot].clock.jumps { tenants[slot].clock.leap(to: instant) }
    return tenants[slot].clock.now(monotonic: monotonic)
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

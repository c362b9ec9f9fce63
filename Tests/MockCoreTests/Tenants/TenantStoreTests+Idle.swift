import Testing

@testable import MockCore

extension TenantStoreTests {
  @Test func `a tenant is forgotten only after an idle hour`() throws {
    let hour: Int64 = 3600 * 1_000_000_000
    let clock = TenantClock(origin: Instant(nanoseconds: 0), monotonic: 0)
    let first = try Token(Array("first".utf8)[...])
    let second = try Token(Array("second".utf8)[...])
    var store = TenantStore(capacity: 1)
    #expect(store.open(first, clock: clock, monotonic: 0) == 0)
    #expect(store.open(first, clock: clock, monotonic: hour) == 0)
    #expect(store.open(second, clock: clock, monotonic: 2 * hour - 1) == nil)
    #expect(store.open(second, clock: clock, monotonic: 2 * hour) == 0)
  }
}

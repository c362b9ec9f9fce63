import Testing

@testable import MockCore

struct TenantStoreTests {
  private static let clock = TenantClock(origin: Instant(nanoseconds: 0), monotonic: 0)
  /// A month, so that everybody was idle long enough.
  private static let later: Int64 = 30 * 86_400 * 1_000_000_000

  private func token(_ number: Int) throws -> Token {
    try Token(Array("tenant-\(number)".utf8)[...])
  }

  private func store(capacity: Int) throws -> TenantStore {
    var store = TenantStore(capacity: capacity)
    for number in 0..<capacity {
      #expect(store.open(try token(number), clock: Self.clock, monotonic: 0) == number)
    }
    return store
  }

  /// The numbers of the tenants that are known, found without opening any.
  private func known(_ store: TenantStore) -> [String] {
    (0..<store.count).map { String(decoding: store[$0].token.bytes, as: UTF8.self) }.sorted()
  }

  @Test func `one token is one tenant`() throws {
    var store = try store(capacity: 3)
    #expect(store.open(try token(1), clock: Self.clock, monotonic: 5) == 1)
    #expect(store.open(try token(1), clock: Self.clock, monotonic: 6) == 1)
    #expect(store.count == 3)
    #expect(store.forgotten == 0)
    #expect(store[1].token == (try token(1)))
    #expect((0..<3).map { store[$0].id.serial } == [1, 2, 3])
    #expect((0..<3).map { store[$0].id.slot } == [0, 1, 2])
  }

  @Test func `a tenant's clock that stands still shows when the tenant was opened`() throws {
    var store = TenantStore(capacity: 2)
    let frozen = TenantClock(
      origin: Instant(nanoseconds: 7), monotonic: 0, pace: ClockPace(speed: 0))
    for monotonic in [10, 20] as [Int64] {
      let slot = try #require(
        store.open(try token(Int(monotonic)), clock: frozen, monotonic: monotonic))
      #expect(store[slot].clock.now(monotonic: 100).nanoseconds == 7 + monotonic)
    }
    let again = try #require(store.open(try token(10), clock: frozen, monotonic: 30))
    #expect(store[again].clock.now(monotonic: 100).nanoseconds == 17)
  }

  @Test func `a tenant begins with the clock it is given and keeps it`() throws {
    var store = TenantStore(capacity: 1)
    let fast = TenantClock(
      origin: Instant(nanoseconds: 7), monotonic: 0, pace: ClockPace(speed: 60))
    _ = store.open(try token(0), clock: fast, monotonic: 0)
    _ = store.open(try token(0), clock: Self.clock, monotonic: 0)
    #expect(store[0].clock == fast)
  }

  @Test func `the one that was used least recently makes room`() throws {
    var store = try store(capacity: 3)
    // Use order from the oldest: 1, 2, 0.
    _ = store.open(try token(0), clock: Self.clock, monotonic: 1)
    let first = store[1].id
    let slot = store.open(try token(9), clock: Self.clock, monotonic: Self.later)
    #expect(slot == 1)
    #expect(store.forgotten == 1)
    #expect(!store.contains(first))
    #expect(store.contains(store[1].id))
    #expect(store[1].id.serial == 4)
    #expect(known(store) == ["tenant-0", "tenant-2", "tenant-9"])
    #expect(store.open(try token(8), clock: Self.clock, monotonic: Self.later) == 2)
    #expect(store.open(try token(7), clock: Self.clock, monotonic: Self.later) == 0)
    #expect(known(store) == ["tenant-7", "tenant-8", "tenant-9"])
  }

  @Test(arguments: 1...6)
  func `the order of use is kept through any history`(_ capacity: Int) throws {
    var store = TenantStore(capacity: capacity)
    var model: [Int] = []
    var random = SplitMix64(seed: UInt64(capacity))
    for step in 0..<400 {
      let number = Int.random(in: 0..<9, using: &random)
      let slot = try #require(
        store.open(
          try token(number), clock: Self.clock, monotonic: Self.later + Int64(step) * Self.later))
      #expect(store[slot].token == (try token(number)))
      model.removeAll { $0 == number }
      model.append(number)
      if model.count > capacity { model.removeFirst() }
      #expect(known(store) == model.map { "tenant-\($0)" }.sorted())
    }
  }

  @Test func `tenants with live jobs are passed over`() throws {
    var store = try store(capacity: 3)
    store[0].lastEnd = Instant(nanoseconds: Self.later + 1)
    #expect(store.open(try token(9), clock: Self.clock, monotonic: Self.later) == 1)
    #expect(known(store) == ["tenant-0", "tenant-2", "tenant-9"])
  }

  @Test func `at the end of its last job a tenant has no live jobs`() throws {
    var store = try store(capacity: 1)
    store[0].lastEnd = Instant(nanoseconds: Self.later)
    #expect(store.open(try token(9), clock: Self.clock, monotonic: Self.later - 1) == nil)
    #expect(store.open(try token(9), clock: Self.clock, monotonic: Self.later) == 0)
  }

  @Test func `a store full of tenants with live jobs opens none and loses none`() throws {
    var store = try store(capacity: 4)
    for slot in 0..<4 { store[slot].lastEnd = Instant(nanoseconds: .max) }
    #expect(store.open(try token(9), clock: Self.clock, monotonic: Self.later) == nil)
    #expect(store.count == 4)
    #expect(store.forgotten == 0)
    for number in 0..<4 {
      #expect(store.open(try token(number), clock: Self.clock, monotonic: Self.later) == number)
    }
  }

  @Test func `live jobs are judged by the tenant's own clock`() throws {
    var store = TenantStore(capacity: 1)
    let fast = TenantClock(
      origin: Instant(nanoseconds: 0), monotonic: 0, pace: ClockPace(speed: 1_000_000))
    _ = store.open(try token(0), clock: fast, monotonic: 0)
    store[0].lastEnd = Instant(nanoseconds: Self.later * 1000)
    #expect(store.open(try token(1), clock: fast, monotonic: Self.later) == 0)
  }

  @Test func `a forgotten tenant that returns is another one`() throws {
    var store = try store(capacity: 1)
    let before = store[0].id
    store[0].lastEnd = Instant(nanoseconds: 5)
    _ = store.open(try token(1), clock: Self.clock, monotonic: Self.later)
    _ = store.open(try token(0), clock: Self.clock, monotonic: 2 * Self.later)
    #expect(store[0].id != before)
    #expect(store[0].lastEnd == Instant(nanoseconds: .min))
    #expect(store.forgotten == 2)
  }
}

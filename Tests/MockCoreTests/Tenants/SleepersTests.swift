import Testing

@testable import MockCore

struct SleepersTests {
  private let one = TenantID(slot: 0, serial: 1)
  private let two = TenantID(slot: 1, serial: 2)

  private func instant(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  /// A clock that shows 1000 more than the monotonic time.
  private func running(_ instant: Instant) -> Int64? { instant.nanoseconds - 1000 }

  @Test
  func `what sleeps wakes in the order of time, and of two at one time the first comes first`() {
    var sleepers = Sleepers<String>()
    for (name, time) in [("c", 1030), ("a", 1010), ("b1", 1020), ("b2", 1020)] as [(String, Int64)]
    {
      sleepers.add(name, of: one, wakes: instant(time), deadline: running)
    }
    #expect(sleepers.nextDeadline == 10)
    #expect(sleepers.tenants(dueAt: 9) == [])
    #expect(sleepers.tenants(dueAt: 20) == [one])
    #expect(sleepers.wake(one, at: instant(1020), running) == ["a", "b1", "b2"])
    #expect(sleepers.nextDeadline == 30)
    #expect(sleepers.count == 1)
  }

  @Test func `each tenant has its own time`() {
    var sleepers = Sleepers<String>()
    sleepers.add("slow", of: one, wakes: instant(2000), deadline: running)
    sleepers.add("stands", of: two, wakes: instant(5)) { _ in nil }
    #expect(sleepers.nextDeadline == 1000)
    #expect(sleepers.tenants(dueAt: .max) == [one])
    #expect(sleepers.wake(one, at: instant(2000), running) == ["slow"])
    #expect(sleepers.nextDeadline == nil)
    #expect(sleepers.count == 1)
  }

  @Test func `a clock that is moved sets the alarm anew`() {
    var sleepers = Sleepers<String>()
    sleepers.add("x", of: one, wakes: instant(5000)) { _ in nil }
    #expect(sleepers.nextDeadline == nil)
    sleepers.setAlarm(one) { _ in 70 }
    #expect(sleepers.nextDeadline == 70)
    // An alarm that is out of date wakes nobody.
    sleepers.setAlarm(one) { _ in 90 }
    #expect(sleepers.tenants(dueAt: 80) == [])
    #expect(sleepers.tenants(dueAt: 90) == [one])
  }

  @Test func `an alarm that came too early is set again`() {
    var sleepers = Sleepers<String>()
    sleepers.add("x", of: one, wakes: instant(1100), deadline: running)
    #expect(sleepers.tenants(dueAt: 100) == [one])
    #expect(sleepers.wake(one, at: instant(1099), running) == [])
    #expect(sleepers.nextDeadline == 100)
  }

  @Test func `ten thousand wake in order`() {
    var random = SplitMix64(seed: 7)
    var sleepers = Sleepers<Int64>()
    for _ in 0..<10_000 {
      let time = Int64(random.next() % 4000)
      let tenant = TenantID(slot: UInt32(random.next() % 100), serial: 1)
      sleepers.add(time, of: tenant, wakes: instant(time)) { $0.nanoseconds }
    }
    var woken: [Int64] = []
    while let deadline = sleepers.nextDeadline {
      for tenant in sleepers.tenants(dueAt: deadline) {
        woken += sleepers.wake(tenant, at: instant(deadline)) { $0.nanoseconds }
      }
    }
    #expect(woken.count == 10_000)
    #expect(woken == woken.sorted())
    #expect(sleepers.count == 0)
  }
}

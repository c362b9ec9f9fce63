/// What is put off until a tenant's time has come, and when that is in monotonic time.
///
/// Each tenant's are in a heap by its own time, the tenants in another by the monotonic time of their first.
package struct Sleepers<Item> {
  private struct Sleeper {
    let wakes: Instant
    /// Of two that wake at one time the one that was put off first comes first.
    let number: UInt64
    let item: Item
  }

  private struct Alarm {
    let deadline: Int64
    let tenant: TenantID
  }

  private var sleepers: [TenantID: Heap<Sleeper>] = [:]
  private var alarms = Heap<Alarm> { $0.deadline < $1.deadline }
  /// The alarm of a tenant that counts; others of it are out of date.
  private var deadlines: [TenantID: Int64] = [:]
  private var lastNumber: UInt64 = 0
  /// How many sleep.
  package private(set) var count = 0

  package init() {}

  /// When the next one wakes, in nanoseconds of the monotonic clock; nil when none does by itself.
  package var nextDeadline: Int64? { alarms.first?.deadline }

  /// Puts something off.
  ///
  /// - Parameters:
  ///   - item: what is put off.
  ///   - tenant: whose time counts.
  ///   - wakes: when it wakes, in the tenant's time.
  ///   - deadline: says when the tenant's clock will show a time; nil when it does not go by itself.
  package mutating func add(
    _ item: Item, of tenant: TenantID, wakes: Instant, deadline: (Instant) -> Int64?
  ) {
    lastNumber += 1
    let sleeper = Sleeper(wakes: wakes, number: lastNumber, item: item)
    sleepers[
      tenant, default: Heap { ($0.wakes, $0.number) < ($1.wakes, $1.number) }
    ].insert(sleeper)
    count += 1
    setAlarm(tenant, deadline)
  }

  /// Reckons anew when the first of a tenant wakes, because its clock has changed.
  package mutating func setAlarm(_ tenant: TenantID, _ deadline: (Instant) -> Int64?) {
    let next = sleepers[tenant]?.first.flatMap { deadline($0.wakes) }
    guard next != deadlines[tenant] else { return }
    deadlines[tenant] = next
    if let next { alarms.insert(Alarm(deadline: next, tenant: tenant)) }
  }

  /// The tenants whose first sleeper is due at a monotonic time; each has to be asked by `wake`.
  package mutating func tenants(dueAt now: Int64) -> [TenantID] {
    var due: [TenantID] = []
    while let alarm = alarms.first, alarm.deadline <= now {
      alarms.removeFirst()
      guard deadlines[alarm.tenant] == alarm.deadline else { continue }
      deadlines[alarm.tenant] = nil
      due.append(alarm.tenant)
    }
    return due
  }

  /// The time of a tenant's first sleeper.
  package func firstWake(of tenant: TenantID) -> Instant? { sleepers[tenant]?.first?.wakes }

  /// Takes what a tenant put off until `now` of its time, in that order, and sets its next alarm.
  package mutating func wake(
    _ tenant: TenantID, at now: Instant, _ deadline: (Instant) -> Int64?
  ) -> [Item] {
    var items: [Item] = []
    while let first = sleepers[tenant]?.first, first.wakes <= now {
      sleepers[tenant]?.removeFirst()
      items.append(first.item)
    }
    count -= items.count
    if sleepers[tenant]?.first == nil { sleepers[tenant] = nil }
    setAlarm(tenant, deadline)
    return items
  }
}

/// A binary heap: the first by `precedes` is at hand.
struct Heap<Element> {
  private var elements: [Element] = []
  private let precedes: (Element, Element) -> Bool

  init(_ precedes: @escaping (Element, Element) -> Bool) {
    self.precedes = precedes
  }

  var first: Element? { elements.first }

  mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, precedes(elements[child], elements[(child - 1) / 2]) {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = elements.popLast(), !elements.isEmpty else { return }
    elements[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child + 1 < elements.count, precedes(elements[child + 1], elements[child]) { child += 1 }
      guard child < elements.count, precedes(elements[child], elements[parent]) else { return }
      elements.swapAt(child, parent)
      parent = child
    }
  }
}

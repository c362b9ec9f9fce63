/// Names a tenant: a slot, and the number of the tenant that used it.
package struct TenantID: Hashable, Sendable {
  package let slot: UInt32
  /// Counts the tenants from 1; never used twice.
  package let serial: UInt32
}

/// What is kept of a tenant.
package struct Tenant: Sendable {
  package let id: TenantID
  package let token: Token
  package var clock: TenantClock
  /// What its story has done so far, where it has one.
  var script: TenantScript?
  /// It has a story; asked on each call, which looks at no more of one that is not there.
  let isScripted: Bool
  /// When the last of its jobs ends; before that it has live jobs.
  package var lastEnd = Instant(nanoseconds: .min)

  /// Neighbours in the order of use.
  fileprivate var newer: Int?
  fileprivate var older: Int?
}

/// The tenants, up to a bound; when it is reached, the one that was idle longest and has no live jobs is
/// forgotten.
struct TenantStore {
  /// How many tenants an insert looks at for one without live jobs, so that it takes bounded time.
  private static let patience = 256

  let capacity: Int
  private var tenants: [Tenant] = []
  private var slots: [Token: Int] = [:]
  /// Slot of the tenant that was used last.
  private(set) var newest: Int?
  private var oldest: Int?
  private var lastSerial: UInt32 = 0
  /// How many were forgotten so far.
  private(set) var forgotten = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { tenants.count }

  /// The slots of the tenants that have a story.
  var scripted: [Int] { tenants.indices.filter { tenants[$0].script != nil } }

  subscript(slot: Int) -> Tenant {
    // Lent, not copied: a copy would retain all that a tenant holds.
    _read { yield tenants[slot] }
    _modify { yield &tenants[slot] }
  }

  /// Whether that tenant is still known.
  func contains(_ id: TenantID) -> Bool {
    tenants[Int(id.slot)].id == id
  }

  /// The slot of the tenant that a token opens, made with `clock` when it is new; nil when the store is
  /// full of tenants with live jobs.
  mutating func open(
    _ token: Token, clock: TenantClock, story: Story? = nil, monotonic: Int64
  ) -> Int? {
    if let slot = slots[token] {
      touch(slot)
      return slot
    }
    guard let slot = freeSlot(monotonic: monotonic) else { return nil }
    lastSerial &+= 1
    let id = TenantID(slot: UInt32(slot), serial: lastSerial)
    let tenant = Tenant(
      id: id, token: token,
      clock: clock.opened(monotonic: monotonic, pace: story?.script.clock),
      script: story.map { TenantScript($0) }, isScripted: story != nil)
    if slot == tenants.count { tenants.append(tenant) } else { tenants[slot] = tenant }
    slots[token] = slot
    link(slot)
    return slot
  }

  private mutating func freeSlot(monotonic: Int64) -> Int? {
    guard tenants.count >= capacity else { return tenants.count }
    var candidate = oldest
    for _ in 0..<Self.patience {
      guard let slot = candidate else { return nil }
      let tenant = tenants[slot]
      if tenant.lastEnd <= tenant.clock.now(monotonic: monotonic) {
        unlink(slot)
        slots[tenant.token] = nil
        forgotten += 1
        return slot
      }
      candidate = tenant.newer
    }
    return nil
  }

  // MARK: The order of use

  private mutating func touch(_ slot: Int) {
    guard newest != slot else { return }
    unlink(slot)
    link(slot)
  }

  private mutating func link(_ slot: Int) {
    tenants[slot].newer = nil
    tenants[slot].older = newest
    if let newest { tenants[newest].newer = slot }
    newest = slot
    if oldest == nil { oldest = slot }
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (tenants[slot].newer, tenants[slot].older)
    if let newer { tenants[newer].older = older } else { newest = older }
    if let older { tenants[older].newer = newer } else { oldest = newer }
  }
}

import Testing

@testable import MockCore

struct JobStoreTests {
  private static func job(_ id: RequestID, number: Int) -> Job {
    Job(
      id: id, tenant: TenantID(slot: 0, serial: 1), model: number, plan: 0,
      accepted: Instant(nanoseconds: Int64(number)),
      output: OutputPlan(format: .image(.png), width: 1, height: 1, seed: 0))
  }

  /// Inserts a job of a number, in place of an ended one when there is no more room.
  private func insert(
    _ number: Int, into store: inout JobStore, where hasEnded: (Job) -> Bool = { _ in true }
  ) throws -> (id: RequestID, slot: Int) {
    let isFull = store.count == store.capacity
    let slot = isFull ? store.oldestEnded(hasEnded) : store.count
    let place = try #require(slot)
    return (store.insert(at: place, prompt: Excerpt([])) { Self.job($0, number: number) }, place)
  }

  /// A full store whose jobs have the numbers of their slots.
  private func store(capacity: Int) throws -> (store: JobStore, ids: [RequestID]) {
    var store = JobStore(capacity: capacity, seed: 1)
    var ids: [RequestID] = []
    for number in 0..<capacity {
      let inserted = try insert(number, into: &store)
      #expect(inserted.slot == number)
      ids.append(inserted.id)
    }
    return (store, ids)
  }

  @Test(arguments: [1, 2, 1023, 1024, 1025, 2048, 3000])
  func `every job up to the bound is found, none makes room`(_ capacity: Int) throws {
    let (store, ids) = try store(capacity: capacity)
    #expect(store.count == capacity)
    #expect(Set(ids).count == capacity)
    for (slot, id) in ids.enumerated() {
      #expect(store.lookup(id) == .found(slot: slot))
      #expect(store[slot].model == UInt32(slot))
      #expect(store[slot].id == id)
    }
  }

  @Test func `beyond the bound the oldest that has ended makes room`() throws {
    var (store, ids) = try store(capacity: 3)
    for number in 3..<8 {
      ids.append(try insert(number, into: &store).id)
      #expect(store.count == 3)
      for (age, id) in ids.enumerated() {
        let isKept = age > number - 3
        #expect(store.lookup(id) == (isKept ? .found(slot: age % 3) : .forgotten))
      }
    }
  }

  @Test func `live jobs are passed over`() throws {
    var (store, ids) = try store(capacity: 4)
    let inserted = try insert(9, into: &store, where: { $0.model >= 2 })
    #expect(inserted.slot == 2)
    #expect(
      ids.map { store.lookup($0) }
        == [.found(slot: 0), .found(slot: 1), .forgotten, .found(slot: 3)])
    #expect(store.lookup(inserted.id) == .found(slot: 2))
    ids.append(inserted.id)
    let next = try insert(10, into: &store, where: { $0.model >= 2 })
    #expect(next.slot == 3)
  }

  @Test func `a store full of live jobs takes none and loses none`() throws {
    var (store, ids) = try store(capacity: 5)
    let slot = store.oldestEnded { _ in false }
    #expect(slot == nil)
    for (slot, id) in ids.enumerated() { #expect(store.lookup(id) == .found(slot: slot)) }
    let next = try insert(6, into: &store)
    #expect(next.slot == 0)
  }

  @Test func `a search for room looks at a bounded number of jobs and goes on where it stopped`()
    throws
  {
    var (store, _) = try store(capacity: 5000)
    var seen = 0
    let hasEnded: (Job) -> Bool = { job in
      seen += 1
      return job.model == 4999
    }
    let first = store.oldestEnded(hasEnded)
    #expect(first == nil)
    #expect(seen < 5000)
    let second = store.oldestEnded(hasEnded)
    #expect(second == 4999)
  }

  @Test func `an id of another store or of chance is unknown`() throws {
    let (store, _) = try store(capacity: 100)
    var other = JobStore(capacity: 100, seed: 2)
    for number in 0..<100 {
      let foreign = try insert(number, into: &other)
      #expect(store.lookup(foreign.id) == .unknown)
    }
    let never = try #require(RequestID("01234567-89ab-4cde-8f01-23456789abcd".utf8))
    #expect(store.lookup(never) == .unknown)
    #expect(JobStore(capacity: 10, seed: 1).lookup(never) == .unknown)
  }

  @Test func `an id that this store has yet to give is unknown`() throws {
    var (store, _) = try store(capacity: 1)
    var future = try self.store(capacity: 1).store
    let later = try insert(1, into: &future)
    #expect(store.lookup(later.id) == .unknown)
    let given = try insert(1, into: &store)
    #expect(given.id == later.id)
  }

  @Test func `the same seed gives the same ids and another seed others`() throws {
    let first = try store(capacity: 20).ids
    #expect(try store(capacity: 20).ids == first)
    var other = JobStore(capacity: 20, seed: 2)
    let theirs = try insert(0, into: &other)
    #expect(theirs.id != first[0])
  }

  @Test func `a job in the store can be changed in its place`() throws {
    var (store, ids) = try store(capacity: 2)
    #expect(store[1].cancelled == nil)
    store[1].cancel(at: Instant(nanoseconds: 77))
    #expect(store[1].cancelled == Instant(nanoseconds: 77))
    #expect(store[0].cancelled == nil)
    #expect(store.lookup(ids[1]) == .found(slot: 1))
  }

  @Test func `a store without room takes nothing`() {
    var store = JobStore(capacity: 0, seed: 1)
    let slot = store.oldestEnded { _ in true }
    #expect(slot == nil)
  }

  @Test func `no store is larger than what an id can name`() {
    #expect(JobStore(capacity: .max, seed: 1).capacity == 1 << 24)
    #expect(JobStore(capacity: 1_000_000, seed: 1).capacity == 1_000_000)
  }

  @Test func `each job has its own prompt, also in a slot that was used before`() {
    var store = JobStore(capacity: 1500, seed: 1)
    func prompt(_ number: Int) -> Excerpt { Excerpt(Array("prompt \(number)".utf8)[...]) }
    for number in 0..<1500 {
      _ = store.insert(at: number, prompt: prompt(number)) { Self.job($0, number: number) }
    }
    _ = store.insert(at: 1200, prompt: prompt(7777)) { Self.job($0, number: 7777) }
    #expect(store.prompt(at: 0) == "prompt 0")
    #expect(store.prompt(at: 1199) == "prompt 1199")
    #expect(store.prompt(at: 1200) == "prompt 7777")
  }
}

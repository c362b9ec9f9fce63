/// The jobs, up to a bound; when it is reached, the oldest that have ended make room.
///
/// Jobs lie in chunks that never move, so that no insert has to copy or rehash what is there.
struct JobStore {
  /// What an id turned out to be.
  enum Lookup: Equatable {
    case found(slot: Int)
    /// The job was here and had to make room.
    case forgotten
    case unknown
  }

  private static let chunkSize = 1024
  /// How many slots an insert looks at for one that has ended, so that it takes bounded time.
  private static let patience = 4096

  let capacity: Int
  private(set) var count = 0
  private var chunks: [[Job]] = []
  /// What the labels say of the jobs, beside them: a search for one that has ended, and each poll, would
  /// fetch twice the memory.
  private var prompts: [[Excerpt]] = []
  /// The slot where the search for an ended job goes on: clock order is the order of age.
  private var hand = 0
  private let key: UInt64
  private var random: SplitMix64

  /// A store for `capacity` jobs, at most 2^24; `seed` makes the ids.
  init(capacity: Int, seed: UInt64) {
    self.capacity = min(capacity, 1 << 24)
    random = SplitMix64(seed: seed)
    key = random.next()
  }

  subscript(slot: Int) -> Job {
    _read { yield chunks[slot / Self.chunkSize][slot % Self.chunkSize] }
    _modify { yield &chunks[slot / Self.chunkSize][slot % Self.chunkSize] }
  }

  func lookup(_ id: RequestID) -> Lookup {
    let (slot, generation) = id.unsealed(key: key)
    guard slot < count else { return .unknown }
    let current = self[slot].id
    if current == id { return .found(slot: slot) }
    return generation < current.unsealed(key: key).generation ? .forgotten : .unknown
  }

  /// The slot of the oldest job that has ended, as far as a bounded search finds one; each search goes
  /// on where the last has stopped.
  mutating func oldestEnded(_ hasEnded: (Job) -> Bool) -> Int? {
    for _ in 0..<min(Self.patience, count) {
      let slot = hand
      hand = (hand + 1) % count
      if hasEnded(self[slot]) { return slot }
    }
    return nil
  }

  /// The beginning of the prompt of the job in `slot`.
  func prompt(at slot: Int) -> String {
    prompts[slot / Self.chunkSize][slot % Self.chunkSize].text
  }

  /// Keeps the job that `make` builds around its id: in the slot behind the last, or in place of a job
  /// that is forgotten.
  mutating func insert(
    at slot: Int, prompt: Excerpt, _ make: (RequestID) -> Job
  ) -> RequestID {
    guard slot == count else {
      let generation = self[slot].id.unsealed(key: key).generation + 1
      let id = RequestID(slot: slot, generation: generation, random: random.next(), key: key)
      self[slot] = make(id)
      prompts[slot / Self.chunkSize][slot % Self.chunkSize] = prompt
      return id
    }
    precondition(count < capacity, "the store is full")
    let id = RequestID(slot: slot, generation: 1, random: random.next(), key: key)
    if slot % Self.chunkSize == 0 {
      chunks.append([])
      prompts.append([])
      chunks[chunks.count - 1].reserveCapacity(min(Self.chunkSize, capacity - count))
      prompts[chunks.count - 1].reserveCapacity(min(Self.chunkSize, capacity - count))
    }
    chunks[chunks.count - 1].append(make(id))
    prompts[chunks.count - 1].append(prompt)
    count += 1
    return id
  }
}

/// Keys and the times at which they are due: a binary heap that knows where each key is.
///
/// Setting and removing one of n keys takes a time of the order of log n.
struct Deadlines<Key: Hashable> {
  private var heap: [(time: Int64, key: Key)] = []
  private var places: [Key: Int] = [:]

  var isEmpty: Bool { heap.isEmpty }

  /// The earliest time.
  var next: Int64? { heap.first?.time }

  /// Sets the time of a key, in place of the one that it had.
  mutating func set(_ key: Key, at time: Int64) {
    remove(key)
    heap.append((time, key))
    places[key] = heap.count - 1
    rise(from: heap.count - 1)
  }

  mutating func remove(_ key: Key) {
    guard let place = places.removeValue(forKey: key) else { return }
    let last = heap.removeLast()
    guard place < heap.count else { return }
    put(last, at: place)
    rise(from: place)
    sink(from: place)
  }

  /// Takes out the key with the earliest time, if that is not after `now`.
  mutating func takeDue(at now: Int64) -> Key? {
    guard let first = heap.first, first.time <= now else { return nil }
    remove(first.key)
    return first.key
  }

  private mutating func put(_ entry: (time: Int64, key: Key), at place: Int) {
    heap[place] = entry
    places[entry.key] = place
  }

  private mutating func rise(from start: Int) {
    var place = start
    let entry = heap[place]
    while place > 0, entry.time < heap[(place - 1) / 2].time {
      put(heap[(place - 1) / 2], at: place)
      place = (place - 1) / 2
    }
    if place != start { put(entry, at: place) }
  }

  private mutating func sink(from start: Int) {
    var place = start
    let entry = heap[place]
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
      guard heap[child].time < entry.time else { break }
      put(heap[child], at: place)
      place = child
    }
    if place != start { put(entry, at: place) }
  }
}

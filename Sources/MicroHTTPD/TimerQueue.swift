/// What is due when: a binary heap of deadlines in nanoseconds of the monotonic clock.
struct TimerQueue<Work> {
  private var heap: [(deadline: Int64, order: UInt64, work: Work)] = []
  private var nextOrder: UInt64 = 0

  /// The earliest deadline.
  var next: Int64? { heap.first?.deadline }

  mutating func add(_ work: Work, at deadline: Int64) {
    heap.append((deadline, nextOrder, work))
    nextOrder += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the earliest work that is due at `now`; works of one deadline come in the order they were
  /// added.
  mutating func takeDue(at now: Int64) -> Work? {
    guard let first = heap.first, first.deadline <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if precedes(child, least) { least = child }
      }
      if least == parent { return first.work }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    (heap[a].deadline, heap[a].order) < (heap[b].deadline, heap[b].order)
  }
}

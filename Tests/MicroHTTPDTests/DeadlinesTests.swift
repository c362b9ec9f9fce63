import Testing

@testable import MicroHTTPD

struct DeadlinesTests {
  @Test func `keys come out in the order of their times, at their time`() {
    var deadlines = Deadlines<Int>()
    for key in [5, 3, 9, 1, 7] { deadlines.set(key, at: Int64(key)) }
    #expect(deadlines.next == 1)
    #expect(deadlines.takeDue(at: 0) == nil)
    var taken: [Int] = []
    while let key = deadlines.takeDue(at: 7) { taken.append(key) }
    #expect(taken == [1, 3, 5, 7])
    #expect(deadlines.next == 9)
  }

  @Test func `a key has one time, the last that was set`() {
    var deadlines = Deadlines<Int>()
    deadlines.set(1, at: 10)
    deadlines.set(1, at: 20)
    #expect(deadlines.takeDue(at: 19) == nil)
    #expect(deadlines.takeDue(at: 20) == 1)
    #expect(deadlines.isEmpty)
  }

  @Test func `after any changes the order is that of a sorted list`() {
    var random = SystemRandomNumberGenerator()
    var deadlines = Deadlines<Int>()
    var expected: [Int: Int64] = [:]
    for _ in 0..<3000 {
      let key = Int.random(in: 0..<100, using: &random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        deadlines.remove(key)
        expected[key] = nil
      } else {
        let time = Int64.random(in: 0..<1000, using: &random)
        deadlines.set(key, at: time)
        expected[key] = time
      }
      #expect(deadlines.next == expected.values.min())
    }
    var times: [Int64?] = []
    while let key = deadlines.takeDue(at: .max) { times.append(expected[key]) }
    #expect(times == expected.values.sorted())
  }
}

import Testing

@testable import MicroHTTPD

struct PaceTests {
  @Test(arguments: [1, 3, 7, 100, 1024, 999_999_937, Int.max])
  func `a byte is there when it is due and not before`(rate: Int) {
    let pace = Pace(bytesPerSecond: rate)
    for count in [1, 2, 3, 10, 1000, 64 * 1_048_576] {
      let due = pace.nanoseconds(until: count)
      #expect(pace.count(after: due) >= count)
      #expect(pace.count(after: due - 1) < count)
    }
  }

  @Test func `the last of a body comes after its length divided by the pace`() {
    #expect(Pace(bytesPerSecond: 100).nanoseconds(until: 250) == 2_500_000_000)
  }

  @Test func `steps are 50 ms long, and a byte when that is less`() {
    #expect(Pace(bytesPerSecond: 1000).step == 50)
    #expect(Pace(bytesPerSecond: 1).step == 1)
  }

  @Test func `no pace at all is a byte a second`() {
    #expect(Pace(bytesPerSecond: 0).nanoseconds(until: 1) == 1_000_000_000)
    #expect(Pace(bytesPerSecond: -5).nanoseconds(until: 1) == 1_000_000_000)
  }
}

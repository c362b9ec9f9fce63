import HTTPMessages
import Testing

@testable import MockServer

struct LeastRecentlyUsedTests {
  private func bytes(_ count: Int) -> SharedBytes {
    SharedBytes([UInt8](repeating: 0, count: count))
  }

  @Test func `what was not used for longest makes room`() {
    var kept = LeastRecentlyUsed<String>()
    kept.insert(bytes(40), for: "a", limit: 100)
    kept.insert(bytes(40), for: "b", limit: 100)
    _ = kept.use("a")
    kept.insert(bytes(40), for: "c", limit: 100)
    #expect(kept.use("b") == nil)
    #expect(kept.use("a") != nil)
    #expect(kept.use("c") != nil)
    #expect(kept.size == 80)
  }

  @Test func `as many as needed make room`() {
    var kept = LeastRecentlyUsed<String>()
    for name in ["a", "b", "c"] { kept.insert(bytes(30), for: name, limit: 100) }
    kept.insert(bytes(80), for: "d", limit: 100)
    #expect(kept.size == 80)
    #expect(kept.use("c") == nil)
    #expect(kept.use("d")?.bytes.count == 80)
  }

  @Test func `what is larger than the limit is not kept and drives nothing out`() {
    var kept = LeastRecentlyUsed<String>()
    kept.insert(bytes(60), for: "a", limit: 100)
    kept.insert(bytes(101), for: "b", limit: 100)
    #expect(kept.use("b") == nil)
    #expect(kept.use("a") != nil)
  }

  @Test func `a key that is kept again counts once`() {
    var kept = LeastRecentlyUsed<String>()
    kept.insert(bytes(60), for: "a", limit: 100)
    kept.insert(bytes(70), for: "a", limit: 100)
    #expect(kept.size == 70)
  }
}

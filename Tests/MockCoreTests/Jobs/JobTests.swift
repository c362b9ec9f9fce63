import Testing

@testable import MockCore

struct JobTests {
  @Test(arguments: OutputPlan.Format.allCases)
  func `a format is called by its extension`(_ format: OutputPlan.Format) {
    #expect(format.name.description == "\(format)")
  }

  @Test func `a million jobs stay small`() {
    // 80 bytes a job are 80 MB for the million that the contract promises to keep.
    #expect(MemoryLayout<Job>.stride <= 80)
  }

  @Test func `a size that does not fit is cut and does not trap`() {
    let plan = OutputPlan(format: .png, width: 70_000, height: -1, seed: 1)
    #expect(plan.width == .max)
    #expect(plan.height == 0)
  }
}

import Testing

@testable import MockCore

struct JobTests {
  @Test(arguments: OutputPlan.ImageFormat.allCases)
  func `a picture's format is called by its extension`(_ format: OutputPlan.ImageFormat) {
    #expect(format.name.description == "\(format)")
    #expect(OutputPlan.Format.image(format).name.description == "\(format)")
    #expect(OutputPlan.Format.image(format).outputType == .image)
  }

  @Test func `videos and audio have an extension of their own`() {
    #expect(OutputPlan.Format.video.name.description == "mp4")
    #expect(OutputPlan.Format.video.outputType == .video)
    #expect(OutputPlan.Format.audio.name.description == "wav")
    #expect(OutputPlan.Format.audio.outputType == .audio)
  }

  @Test func `a million jobs stay small`() {
    // 128 MB for the million that the contract promises to keep; half of it are the labels' prompts.
    #expect(MemoryLayout<Job>.stride <= 64)
    #expect(MemoryLayout<Excerpt>.stride <= 64)
  }

  @Test func `a size that does not fit is cut and does not trap`() {
    let plan = OutputPlan(format: .image(.png), width: 70_000, height: -1, seed: 1)
    #expect(plan.width == .max)
    #expect(plan.height == 0)
  }
}

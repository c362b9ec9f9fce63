import MockCore
import Testing

@testable import MockServer

struct ModelUpdatesTests {
  private func model(_ id: String) throws -> Model {
    try ModelFile.model(Array(modelText(id).utf8), file: "m.json").get()
  }

  @Test func `what was left last is taken, once`() throws {
    let updates = ModelUpdates()
    #expect(updates.take() == nil)
    updates.post([try model("m/a")])
    updates.post([try model("m/b"), try model("m/c")])
    #expect(updates.take()?.map(\.id) == ["m/b", "m/c"])
    #expect(updates.take() == nil)
    // No models are an update too.
    updates.post([])
    #expect(updates.take()?.isEmpty == true)
    #expect(updates.take() == nil)
  }
}

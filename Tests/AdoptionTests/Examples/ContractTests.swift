import ContractKit
import MockServer
import Testing

@Test(arguments: try ContractStory.shipped())
func `the mock keeps its contract`(_ story: ContractStory) async throws {
  try await MockServer.withRunning { mock in
    let verdict = try await story.verdict(on: ContractServer(mock.url))
    #expect(!verdict.isFailure)
  }
}

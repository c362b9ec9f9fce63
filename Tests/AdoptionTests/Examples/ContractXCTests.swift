import ContractKit
import MockServer
import XCTest

final class ContractXCTests: XCTestCase {
  func testTheContract() async throws {
    try await MockServer.withRunning { mock in
      let server = try ContractServer(mock.url)
      for story in try ContractStory.shipped() {
        let verdict = await story.verdict(on: server)
        XCTAssertFalse(verdict.isFailure, "\(story): \(verdict)")
      }
    }
  }
}

import Foundation
import FoundationNetworking
import MockServer
import XCTest

final class BalanceTests: XCTestCase {
  func testASubmitNeedsABalance() async throws {
    var configuration = MockServer.Configuration.instant
    configuration.balance = 0
    try await MockServer.withRunning(configuration) { server in
      let url = URL(string: server.url + "/v1/models/aidc-ai/ovis-image")
      var request = URLRequest(url: try XCTUnwrap(url))
      request.httpMethod = "POST"
      request.httpBody = Data(#"{"prompt": "a lighthouse"}"#.utf8)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.setValue("Bearer \(server.makeToken())", forHTTPHeaderField: "Authorization")
      let (_, response) = try await URLSession.shared.data(for: request)
      XCTAssertEqual((response as? HTTPURLResponse)?.statusCode, 402)
    }
  }
}

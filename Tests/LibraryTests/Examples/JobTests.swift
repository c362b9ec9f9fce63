import Foundation
import FoundationNetworking
import MockServer
import Testing

@Test func `a job takes six seconds`() async throws {
  try await MockServer.withRunning(.frozen) { server in
    let token = server.makeToken()

    func call(_ url: String, _ body: String? = nil) async throws -> [String: Any] {
      var request = URLRequest(url: try #require(URL(string: url)))
      request.httpMethod = body == nil ? "GET" : "POST"
      request.httpBody = body.map { Data($0.utf8) }
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
      let (data, _) = try await URLSession.shared.data(for: request)
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    let model = server.url + "/v1/models/aidc-ai/ovis-image"
    let job = try await call(model, #"{"prompt": "a lighthouse"}"#)
    let status = try #require(job["status_url"] as? String)
    #expect(try await call(status)["status"] as? String == "in_queue")
    try await server.clock(of: token).advance(by: .seconds(6))
    #expect(try await call(status)["status"] as? String == "completed")
  }
}

import Foundation
import FoundationNetworking

/// Stands for the client of whoever reads the articles: it takes an address and a key, and knows no mock.
struct PictureClient: Sendable {
  let url: String
  let token: String

  /// Submits a prompt and returns where the status of its job is.
  func submit(
    _ prompt: String, to model: String = "aidc-ai/ovis-image"
  ) async throws -> String {
    let body = try JSONSerialization.data(withJSONObject: ["prompt": prompt])
    return try await string("status_url", of: call("\(url)/v1/models/\(model)", body))
  }

  /// What the status of a job says.
  func status(of job: String) async throws -> String {
    try await string("status", of: call(job))
  }

  /// Asks for the status until the job has ended.
  func waitForTheEnd(of job: String) async throws {
    while try await status(of: job) != "completed" { await Task.yield() }
  }

  /// The answer of another kind than 200.
  struct Failure: Error, Equatable {
    let status: Int
  }

  private func call(_ url: String, _ body: Data? = nil) async throws -> Data {
    guard let url = URL(string: url) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = body == nil ? "GET" : "POST"
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard status == 200 else { throw Failure(status: status) }
    return data
  }

  private func string(_ name: String, of answer: Data) throws -> String {
    let members = try JSONSerialization.jsonObject(with: answer) as? [String: Any]
    guard let text = members?[name] as? String else { throw URLError(.cannotParseResponse) }
    return text
  }
}

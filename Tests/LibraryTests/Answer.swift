import Foundation
import FoundationNetworking

/// An answer as it came.
struct Answer: Sendable {
  let status: Int
  let text: String
  let date: Date?

  init(_ url: String, token: String? = nil) async throws {
    guard let url = URL(string: url) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    status = response.statusCode
    text = String(decoding: data, as: UTF8.self)
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    date = response.value(forHTTPHeaderField: "Date").flatMap(format.date)
  }
}

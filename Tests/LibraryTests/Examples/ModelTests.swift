import Foundation
import MockServer
import Testing

@Test func `a poster is made`() async throws {
  let here = URL(filePath: #filePath).deletingLastPathComponent()
  var configuration = MockServer.Configuration.instant
  configuration.modelDirectory = here.appending(path: "Models").path
  try await MockServer.withRunning(configuration) { server in
    let client = PictureClient(url: server.url, token: server.makeToken())
    let job = try await client.submit("a lighthouse", to: "acme/poster/text-to-image")
    #expect(try await client.status(of: job) == "completed")
  }
}

@Test func `a model file with a mistake is told`() async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: folder) }
  try Data(#"{"model_id": "acme/poster"}"#.utf8).write(to: folder.appending(path: "poster.json"))
  var configuration = MockServer.Configuration()
  configuration.modelDirectory = folder.path

  let error = await #expect(throws: MockServerError.self) {
    try await MockServer.withRunning(configuration) { _ in }
  }
  #expect(error?.description.contains("poster.json:1:1: error: ") == true)
}

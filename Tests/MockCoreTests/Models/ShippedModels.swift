import Foundation
import MockCore

/// The models under `fixtures/models`, read from there.
enum ShippedModels {
  static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(component: "fixtures")

  static let all: [Model] = {
    let folder = fixtures.appending(component: "models")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "json" }
      .compactMap { file in
        guard let text = try? Data(contentsOf: file) else { return nil }
        return try? ModelFile.model(Array(text), file: file.lastPathComponent).get()
      }
      .sorted { $0.id < $1.id }
  }()
}

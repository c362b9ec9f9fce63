import Foundation

/// A folder for one test, taken away with it.
final class TemporaryFolder: Sendable {
  let path: String
  private let outer: URL

  init() throws {
    outer = FileManager.default.temporaryDirectory.appending(
      component: "runcomfy-mock-\(UUID().uuidString)")
    let folder = outer.appending(component: "folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(at: outer)
  }

  /// Puts a file there in one step, so that nobody sees half of it.
  func write(_ name: String, _ text: String) throws {
    let new = outer.appending(component: "new").path
    try Data(text.utf8).write(to: URL(filePath: new))
    guard rename(new, "\(path)/\(name)") == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: false)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  func removeAll() throws {
    try FileManager.default.removeItem(atPath: path)
  }
}

/// The text of a model file; `kind` is what tells one from another.
func modelText(
  _ id: String, kind: String = "model", schema: String = #"{"type": "object"}"#
) -> String {
  """
  {
    "model_id": "\(id)",
    "kind": "\(kind)",
    "output_type": "image",
    "input_schema": \(schema)
  }

  """
}

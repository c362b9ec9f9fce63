import Glibc
import TestDoors

/// A file of texts that are frozen.
struct GoldenFile {
  private let path: String

  /// A file under `fixtures/golden/`.
  init(_ name: String) {
    self.init(path: "\(Self.fixtures)/golden/\(name).txt")
  }

  init(path: String) {
    self.path = path
  }

  /// The folder `fixtures/`.
  static let fixtures = "\(#filePath.components(before: "/Tests/"))/fixtures"

  /// Whether the file holds exactly `text`.
  ///
  /// With UPDATE_GOLDEN in the environment the file is written instead and the answer is no, so
  /// that nobody takes such a run for a test.
  func holds(_ text: String) throws -> Bool {
    guard getenv("UPDATE_GOLDEN") == nil else {
      let file = fopen(path, "w")
      fputs(text, file)
      fclose(file)
      return false
    }
    guard let file = fopen(path, "r") else { throw RawConnection.Failure("no file \(path)") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self) == text
  }
}

extension String {
  fileprivate func components(before mark: String) -> Substring {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasSuffix(mark) { rest.removeLast() }
    return rest.dropLast(mark.count)
  }
}

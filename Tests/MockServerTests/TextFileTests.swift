import Foundation
import MockServer
import Testing

struct TextFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Longer than one read, and nothing that is text.
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func `a file is read to the last byte`(_ size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let path = "\(folder.path)/file"
    try Data(bytes).write(to: URL(filePath: path))
    #expect(try TextFile.read(path) == bytes)
  }

  @Test func `a file that cannot be read says why`() throws {
    for (path, why) in [
      ("\(folder.path)/nowhere", "No such file or directory"), (folder.path, "Is a directory"),
    ] {
      let error = #expect(throws: MockServerError.self) { _ = try TextFile.read(path) }
      #expect(error?.description == "cannot read \(path): \(why)")
      #expect(error?.isOfTheCall == true)
    }
  }

  @Test func `a file of more than 65 MiB is refused`() throws {
    let path = "\(folder.path)/large"
    try folder.write("large", "")
    let limit = 65 * 1_048_576
    // It has no blocks on the disk.
    try #require(truncate(path, limit) == 0)
    #expect(try TextFile.read(path).count == limit)
    try #require(truncate(path, limit + 1) == 0)
    let error = #expect(throws: MockServerError.self) { _ = try TextFile.read(path) }
    #expect(error?.description == "cannot read \(path): it is larger than 65 MiB")
  }
}

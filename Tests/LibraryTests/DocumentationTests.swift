import Foundation
import Testing

/// The code that is shown is the code that is compiled and run.
struct DocumentationTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  private static let examples = package.appending(path: "Tests/LibraryTests/Examples")
  private static let adoptions = package.appending(path: "Tests/AdoptionTests/Examples")

  /// The README, and every page of the catalog.
  static var pages: [String] {
    get throws {
      let catalog = "Sources/MockServer/MockServer.docc"
      let articles = try FileManager.default
        .contentsOfDirectory(atPath: package.appending(path: catalog).path)
      return ["README.md"] + articles.filter { $0.hasSuffix(".md") }.map { "\(catalog)/\($0)" }
    }
  }

  private func read(_ file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }

  private func files(_ folder: URL, _ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasSuffix(ending) }
      .map(read)
  }

  /// The blocks of a language on a page, without the indentation that all of their lines share.
  private func blocks(_ language: String, on page: String) -> [String] {
    page.matches(of: /(?m)^```(\w+)\n((?s).*?)^```$/)
      .filter { $0.1 == language }
      .map { Self.unindented($0.2) }
  }

  private static func unindented(_ text: some StringProtocol) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indentation =
      lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(indentation) }.joined(separator: "\n")
  }

  /// Whether the block stands in the file, line by line and in whole, at any depth.
  private func stands(_ block: String, in file: String) -> Bool {
    let block = block.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    guard !block.isEmpty, block.count <= lines.count else { return false }
    return (0...lines.count - block.count).contains { start in
      let part = lines[start..<start + block.count].joined(separator: "\n")
      return Self.unindented(part) == block.joined(separator: "\n")
    }
  }

  @Test(arguments: try pages)
  func `each block of Swift stands in a file that is compiled`(_ page: String) throws {
    let blocks = blocks("swift", on: try read(Self.package.appending(path: page)))
    let files = try files(Self.examples, ".swift") + files(Self.adoptions, ".swift")
    #expect(!blocks.isEmpty)
    for block in blocks {
      #expect(files.contains { stands(block, in: $0) }, "\(page) shows\n\(block)")
    }
  }

  @Test func `the README's examples are whole files`() throws {
    let blocks = blocks("swift", on: try read(Self.package.appending(path: "README.md")))
    let files =
      ["JobTests.swift", "BalanceTests.swift"].map { Self.examples.appending(path: $0) }
      + ["ContractTests.swift", "ContractXCTests.swift"].map { Self.adoptions.appending(path: $0) }
    #expect(try blocks == files.map(read))
  }

  @Test func `the model that is shown is the one that is served`() throws {
    let page = "Sources/MockServer/MockServer.docc/ServingModels.md"
    let blocks = blocks("json", on: try read(Self.package.appending(path: page)))
    #expect(try blocks == files(Self.examples.appending(path: "Models"), ".json"))
  }
}

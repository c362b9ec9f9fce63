import Foundation
import MockCore
import MockServer
import Testing

/// Each bad file under `fixtures/bad` has what is printed of it beside it.
struct BadFileTests {
  enum Folder: String, CaseIterable, Sendable {
    case models, profiles, stories, submissions

    var path: String { "\(GoldenFile.fixtures)/bad/\(rawValue)" }

    /// The bad files, and the texts without which they should not be.
    func names() throws -> (files: [String], texts: Set<String>) {
      let all = try FileManager.default.contentsOfDirectory(atPath: path)
      let texts = all.filter { $0.hasSuffix(".txt") }
      return (all.filter { !$0.hasSuffix(".txt") }.sorted(), Set(texts))
    }

    /// What is wrong with a file, or only looks like it.
    func problems(_ text: [UInt8], _ file: String) throws -> [Diagnostic] {
      switch self {
      case .models:
        switch ModelFile.model(text, file: file) {
        case .success(let model): return model.warnings
        case .failure(let error): return error.problems
        }
      case .profiles:
        switch ProfileFile.profile(text, file: file, bases: try Profiles.shipped()) {
        case .success: return []
        case .failure(let error): return error.problems
        }
      case .stories:
        switch StoryFile.story(text, file: file) {
        case .success: return []
        case .failure(let error): return error.problems
        }
      case .submissions:
        switch SubmissionsFile.submissions(text, file: file, defaults: try shippedSubmissions()) {
        case .success: return []
        case .failure(let error): return error.problems
        }
      }
    }

    private func shippedSubmissions() throws -> Submissions {
      let path = "\(GoldenFile.fixtures)/submissions.yaml"
      return try SubmissionsFile.submissions(try TextFile.read(path), file: path, defaults: nil)
        .get()
    }
  }

  @Test(arguments: Folder.allCases)
  func `a bad file is told exactly what stands beside it`(_ folder: Folder) throws {
    let names = try folder.names()
    #expect(names.files.count > 10)
    for file in names.files {
      let problems = try folder.problems(try TextFile.read("\(folder.path)/\(file)"), file)
      #expect(!problems.isEmpty, "there is nothing wrong with \(file)")
      let lines = problems.map { ControlCharacters.escaped("\($0)") + "\n" }.joined()
      let golden = GoldenFile(path: "\(folder.path)/\(Self.text(of: file))")
      #expect(try golden.holds(lines), "\(file): \(lines)")
    }
    #expect(Set(names.files.map(Self.text)) == names.texts)
  }

  private static func text(of file: String) -> String {
    file.prefix { $0 != "." } + ".txt"
  }
}

import Foundation
import MockCore
import MockServer
import Testing

/// Each bad file under `fixtures/bad` has what is printed of it beside it.
struct BadFileTests {
  enum Folder: String, CaseIterable, Sendable {
    case models, profiles

    var path: String { "\(GoldenFile.fixtures)/bad/\(rawValue)" }

    /// The names, without their ends, of the files that end so.
    func names(ending end: String) throws -> Set<String> {
      let all = try FileManager.default.contentsOfDirectory(atPath: path)
      return Set(all.filter { $0.hasSuffix(end) }.map { String($0.dropLast(end.count)) })
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
      }
    }
  }

  @Test(arguments: Folder.allCases)
  func `a bad file is told exactly what stands beside it`(_ folder: Folder) throws {
    let names = try folder.names(ending: ".json")
    #expect(names.count > 10)
    for name in names.sorted() {
      let text = try TextFile.read("\(folder.path)/\(name).json")
      let problems = try folder.problems(text, "\(name).json")
      #expect(!problems.isEmpty, "there is nothing wrong with \(name).json")
      let lines = problems.map { ControlCharacters.escaped("\($0)") + "\n" }.joined()
      #expect(try GoldenFile(path: "\(folder.path)/\(name).txt").holds(lines), "\(name): \(lines)")
    }
    #expect(try folder.names(ending: ".txt") == names)
  }
}

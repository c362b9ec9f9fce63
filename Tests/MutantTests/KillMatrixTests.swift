import ContractKit
import MockCore
import Mutants
import Testing

/// Each story finds its own promise broken, and no other.
@Suite(.timeLimit(.minutes(5)))
struct KillMatrixTests {
  /// Run once for all tests: a few servers at a time.
  private static let matrix = Task {
    try await KillMatrix.run(Mutant.all, try ContractStory.shipped())
  }

  @Test(arguments: Mutant.all)
  func `a mutant is killed by the stories of its promise and by no others`(
    mutant: Mutant
  ) async throws {
    let rows = try await Self.matrix.value.rows
    let row = try #require(rows.first { $0.mutant.name == mutant.name })
    #expect(row.fate == .killed, "\(row)")
  }

  @Test func `the server that is no mutant keeps every promise`() async throws {
    let correct = try await Self.matrix.value.correct
    #expect(!correct.isEmpty)
    for report in correct {
      #expect(report.verdict == .kept, "\(report.story.name): \(report.verdict)")
    }
  }

  @Test(arguments: Promise.allCases)
  func `every promise has a story and a mutant`(promise: Promise) throws {
    #expect(Mutant.all.contains { $0.promise == promise })
    #expect(try ContractStory.shipped().contains { $0.promise == promise.rawValue })
  }

  @Test(arguments: ProfileSwitch.all.map(\.promise))
  func `of every switch the side that was met is reported`(promise: Promise) async throws {
    let reports = try await Self.matrix.value.correct.filter {
      $0.story.promise == promise.rawValue
    }
    let side = ProfileSwitch.of(promise)?.sides.first?.description
    #expect(reports.flatMap(\.sides).contains { $0 == side })
  }

  @Test func `no two mutants have the same name`() {
    #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
  }
}

internal import ContractKit
internal import Glibc
internal import Mutants

/// `contract-mutants [PATTERN…]`: prints the kill matrix; exit 1 when a mutant is not killed.
@main
struct ContractMutants {
  static func main() async throws {
    let patterns = Array(CommandLine.arguments.dropFirst())
    let mutants = Mutant.all.filter { mutant in
      patterns.isEmpty || patterns.contains { fnmatch($0, mutant.name, 0) == 0 }
    }
    guard !mutants.isEmpty else {
      print("no mutant is called \(patterns.joined(separator: " or ")); * is any characters")
      exit(2)
    }
    let matrix = try await KillMatrix.run(mutants, ContractStory.shipped())
    print(matrix.table, terminator: "")
    if !matrix.isClean { exit(1) }
  }
}

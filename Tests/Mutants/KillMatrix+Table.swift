internal import ContractKit

extension KillMatrix {
  /// The matrix for a terminal: a line a mutant, those that are not killed with what was found, and totals.
  package var table: String {
    let names = rows.map(\.mutant.name.count).max() ?? 0
    var lines = rows.flatMap { row in row.lines(width: names) }
    if !rows.isEmpty { lines.append("") }
    for report in correct where report.verdict != .kept {
      lines.append("the correct server: \(report.story.name): \(report.verdict)")
    }
    let kept = correct.count { $0.verdict == .kept }
    lines.append("the correct server keeps \(kept) of \(correct.count) stories")
    let counts = Fate.allCases.map { fate in
      "\(rows.count { $0.fate == fate }) \(fate.rawValue)"
    }
    lines.append("\(rows.count) mutants: " + counts.joined(separator: ", "))
    return lines.joined(separator: "\n") + "\n"
  }
}

extension KillMatrix.Row {
  fileprivate func lines(width: Int) -> [String] {
    let name = mutant.name + String(repeating: " ", count: width - mutant.name.count)
    let stories = broken.map(\.story.name).joined(separator: ", ")
    let others = inconclusive.isEmpty ? "" : "  (+\(inconclusive.count) inconclusive)"
    let line = "\(name)  \(fate.rawValue)  \(stories)\(others)"
    guard fate != .killed else { return [line] }
    return [line, "    \(mutant.flaw)"]
      + broken.map { "    \($0.story.name): \($0.verdict)" }
      + (inconclusive.isEmpty ? [] : ["    inconclusive: " + inconclusive.joined(separator: ", ")])
  }
}

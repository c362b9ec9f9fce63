/// Finds the name that somebody probably meant.
package enum NearestName {
  /// The nearest of `names`, when it is near enough: at most a third of the letters differ, counted as
  /// insertions, deletions, substitutions and swaps of neighbours; case counts for nothing.
  ///
  /// Else the only one that goes on where `name` ends: `int` means `integer`.
  package static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    // Nobody means a name with something a hundred letters long.
    guard name.utf8.count <= 100 else { return nil }
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let longer = max(wanted.count, letters.count)
      // Of a single letter there is nothing left that could be alike.
      let limit = min(max(1, longer / 3), longer - 1)
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    if let best { return best.name }
    let longer = names.filter { $0.lowercased().unicodeScalars.starts(with: wanted) }
    return wanted.count >= 3 && longer.count == 1 ? longer[0] : nil
  }

  /// The end of a message about an unknown name: the nearest one, else all of them if `orList`.
  package static func suggestion(
    for name: String, among names: [String], orList: Bool = false
  ) -> String {
    if let nearest = nearest(to: name, among: names) { return "; did you mean '\(nearest)'?" }
    return orList ? "; expected one of \(names.joined(separator: ", "))" : ""
  }

  /// The optimal string alignment distance.
  private static func distance(_ a: [UnicodeScalar], _ b: [UnicodeScalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

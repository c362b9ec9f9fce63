/// A profile's answers as a table for people.
package struct ProfileTable {
  /// The cells, the headings first: question, answer, source, the other answers that are known.
  package let rows: [[String]]

  package init(_ profile: Profile) {
    rows =
      [["question", "answer", "from", "otherwise"]]
      + ProfileSwitch.all.map { entry in
        let answer = entry.answer(profile)
        let source = profile.sources[entry.promise]
        let words = [profile.provenance(of: entry.promise).rawValue, source?.date]
        let others = entry.sides.filter { $0 != answer }.map(\.description)
        return [
          entry.promise.rawValue, answer.description,
          words.compactMap { $0 }.joined(separator: " "), others.joined(separator: ", "),
        ]
      }
  }
}

extension StoryFile {
  /// Reports what no poll can hear: it ends with the first word of `until`, and with the end of the job.
  mutating func check(
    _ expectation: AnswerExpectation, of poll: Poll, _ members: [JSONReader.Member]
  ) {
    for member in members {
      switch member.name {
      case "http":
        guard let statuses = expectation.statuses, !statuses.contains(where: { $0.contains(200) })
        else { continue }
        reader.report(member.value, "a poll hears its words with 200 only; use status or result")
      case "seen": checkOrder(expectation.seen, poll, member.value)
      case "never":
        if let word = expectation.never.first(where: { expectation.seen.contains($0) }) {
          reader.report(member.value, "'\(word)' is in seen too")
        } else if poll.until.allSatisfy({ expectation.never.contains($0) }) {
          reader.report(member.value, "until waits for nothing but these")
        }
      default: continue
      }
    }
  }

  private mutating func checkOrder(_ seen: [String], _ poll: Poll, _ index: Int) {
    for (word, next) in zip(seen, seen.dropFirst()) {
      if poll.until.contains(word) {
        reader.report(index, "the poll ends with '\(word)', and '\(next)' comes behind it")
        return
      }
      if word == next {
        reader.report(
          index, "'\(word)' stands twice in a row; however often it is said, it counts once")
        return
      }
    }
    if let end = seen.first(where: { Poll.ended.contains($0) && !poll.until.contains($0) }) {
      reader.report(index, "the poll cannot see '\(end)': it is not in until")
    }
  }
}

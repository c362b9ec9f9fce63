internal import MockCore

/// What holds for every text that is read as a story file.
package enum StoryChecks {
  /// Reads `text` as a story, in YAML and in JSON.
  package static func check(_ text: [UInt8]) throws(BrokenProperty) {
    try check(text, "story.yaml")
    try check(text, "story.json")
  }

  private static func check(_ text: [UInt8], _ file: String) throws(BrokenProperty) {
    switch (StoryFile.story(text, file: file), StoryFile.story(text, file: file)) {
    case (.success(let story), .success(let again)):
      try expect(story.name == again.name, "read again it has another name")
      try check(story)
    case (.failure(let error), .failure(let again)):
      try expect(error.problems == again.problems, "read again it has other problems")
      try check(error, text, file)
    case (.success, .failure), (.failure, .success):
      throw BrokenProperty("read again it is not what it was")
    }
  }

  private static func check(_ story: Story) throws(BrokenProperty) {
    try expect(StoryName(story.name.text) == story.name, "the name is none")
    try expect(!story.title.isEmpty, "there is no title")
    let script = story.script
    for (index, fault) in script.faults.enumerated() {
      try expect(fault.ordinals.count != 0, "a fault never happens")
      let others = script.faults[..<index].filter { $0.endpoint == fault.endpoint }
      for number in [1, 2, 3, 1000] where fault.ordinals.contains(number) {
        try expect(
          !others.contains { $0.ordinals.contains(number) }, "two faults act on one call")
      }
    }
    for delay in script.delays {
      try expect(!delay.endpoints.isEmpty && delay.ordinals.count != 0, "a delay never happens")
    }
    for job in script.jobs {
      let timeline = job.timeline
      try expect(timeline.queue >= .zero && timeline.run >= .zero, "a time is negative")
      // As stories write times, they are read again.
      for span in [timeline.queue, timeline.run] where span != .never {
        try expect(Span64(story: span.story) == span, "\(span.story) is another time")
      }
    }
    if let steps = story.steps { try ContractStoryChecks.check(steps) }
  }

  private static func check(
    _ error: FileError, _ text: [UInt8], _ file: String
  ) throws(BrokenProperty) {
    try expect(!error.problems.isEmpty, "the file is refused without a reason")
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let longest = lines.map { String(decoding: $0, as: UTF8.self).unicodeScalars.count }.max() ?? 0
    let lineCount = lineCount(of: text)
    for problem in error.problems {
      try expect(problem.file == file, "the problem names another file: \(problem)")
      try expect(!problem.message.isEmpty, "the problem has no message: \(problem)")
      let place = problem.position
      try expect(
        (1...lineCount).contains(place.line) && place.column >= 1
          && place.column <= longest + 1,
        "the problem stands outside the text: \(problem)")
    }
  }

  /// How many lines there are by all the line breaks that YAML 1.1 knows.
  private static func lineCount(of text: [UInt8]) -> Int {
    var count = 1
    var last: UnicodeScalar?
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}": count += 1
      default: break
      }
      last = scalar
    }
    return count
  }
}

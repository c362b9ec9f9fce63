internal import MockCore

/// What holds for the steps of every story that is read.
enum ContractStoryChecks {
  static func check(_ contract: StorySteps) throws(BrokenProperty) {
    try expect(!contract.steps.isEmpty, "there are no steps")
    try expect(contract.steps.contains { $0.expected != nil }, "nothing is expected")
    if let live = contract.live {
      try expect(live.jobs >= 0, "the jobs are fewer than none")
      try expect((live.tier == .free) == (live.jobs == 0), "jobs are free, or none cost something")
    }
    var jobs: Set<String> = []
    for step in contract.steps {
      try check(step, &jobs)
      for expectation in [step.assumed, step.expected].compactMap({ $0 }) { try check(expectation) }
    }
  }

  /// A call is about a job that was asked for before.
  private static func check(_ step: Step, _ jobs: inout Set<String>) throws(BrokenProperty) {
    switch step.action {
    case .submit(let submit):
      try expect(Submissions.names.contains(submit.submission), "a submission that nobody knows")
      jobs.insert(submit.job)
    case .status(let call), .result(let call), .cancel(let call), .download(let call):
      try expect(jobs.contains(call.job), "nobody has asked for the job \(call.job)")
    case .poll(let poll):
      try expect(jobs.contains(poll.call.job), "nobody has asked for the job \(poll.call.job)")
      try expect(!poll.until.isEmpty && poll.limit > .zero, "the poll never ends, or at once")
    case .request(let plan):
      try expect(!plan.method.isEmpty && !plan.path.isEmpty, "the request is none")
    case .advance(let span): try expect(span > .zero, "the clock stands still")
    }
    for field in step.parts?.fields ?? [] {
      try expect(!(field.value ?? "").utf8.contains { $0 == 0x0D || $0 == 0x0A }, "two headers")
    }
  }

  private static func check(_ expectation: AnswerExpectation) throws(BrokenProperty) {
    for statuses in expectation.statuses ?? [] {
      try expect((100...599).contains(statuses.lowerBound), "a status that HTTP has not")
      try expect(
        expectation.names(statuses.lowerBound), "a status that is named is not among the right ones"
      )
    }
    if let refusal = expectation.refusal {
      try expect(!refusal.refusals.isEmpty, "a refusal that looks like nothing")
    }
    let matchers = [expectation.body, expectation.text, expectation.each].compactMap { $0 }
    for matcher in matchers + expectation.fields.map(\.matcher) { try check(matcher) }
    for side in expectation.sides { try check(side.expectation) }
  }

  /// A matcher can be held against everything, and what is wrong is told.
  private static func check(_ matcher: Matcher) throws(BrokenProperty) {
    for value in values {
      let mismatches = matcher.mismatches(value, at: "body", bindings)
      for mismatch in mismatches {
        try expect(mismatch.place.hasPrefix("body"), "the place is another: \(mismatch)")
        try expect(!mismatch.expected.isEmpty && !mismatch.found.isEmpty, "no word: \(mismatch)")
      }
      let negated = Matcher.not(matcher).mismatches(value, at: "body", bindings)
      if value != nil {
        try expect(mismatches.isEmpty != negated.isEmpty, "a value is as it has to be, and is not")
      }
    }
  }

  private static let values: [JSONValue?] = {
    let texts = ["null", "true", "-1.5e300", #""a""#, "[]", "[0]", "{}", #"{"a": {"a": []}}"#]
    return [nil]
      + texts.map { try? JSONDocument(Array($0.utf8)) }.map { $0.map { JSONValue($0, 0) } }
  }()

  private static let bindings: Bindings = {
    var bindings = Bindings()
    bindings["origin"] = .string(Array("http://127.0.0.1".utf8))
    bindings["job.request_id"] = .null
    return bindings
  }()
}

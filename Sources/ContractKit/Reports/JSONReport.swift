extension SuiteReport {
  /// The report as JSON, for programs.
  ///
  /// One object. New members may come with any release; a member that goes or changes its meaning makes a new
  /// `version`. All members are always there; what there is none of is `null` or an empty array. Spans of time are
  /// seconds, as numbers with a fraction.
  ///
  /// Of the run:
  ///
  /// | member | is |
  /// | --- | --- |
  /// | `version` | 1 |
  /// | `origin` | the server's origin |
  /// | `product` | what the server said it is, or null |
  /// | `started` | the beginning of the run, as `2026-11-21T20:58:12Z` |
  /// | `duration` | how long it took |
  /// | `interrupted` | whether it was interrupted before its end |
  /// | `failure` | whether the run failed, as ``isFailure`` |
  /// | `counts` | stories by `broken`, `inconclusive`, `not_reached`, `known_to_fail`, `skipped` and `kept`; each story counts once |
  /// | `stale` | entries of the list of known failures that name nothing but kept stories: `pattern` and `line` of each |
  /// | `stories` | the stories, in the order of their names |
  ///
  /// Of a story:
  ///
  /// | member | is |
  /// | --- | --- |
  /// | `name`, `title`, `file` | the name, its one line, and the file that tells it |
  /// | `promise`, `promise_text`, `provenance` | the promise's id, what it says, and where the knowledge of it comes from |
  /// | `verdict` | `kept`, `broken`, `inconclusive`, `skipped` or `not reached` |
  /// | `known_to_fail` | whether it failed, and the list of known failures has it |
  /// | `reasons` | what there is to say besides the verdict, in words |
  /// | `findings` | of a broken promise: `step`, `place`, `expected` and `found` of each finding, the texts as in ``Finding`` |
  /// | `sides`, `default_side` | the sides of the contract's switch that were met, and the contract's own, or null where the promise has no switch |
  /// | `notes` | what else has to be known, in words |
  /// | `duration` | how long it took |
  /// | `steps` | the steps that were begun, and the clean-up |
  ///
  /// Of a step: `number` (null for the clean-up), `title`, `line` of the story's file (or null), `problems` in words, and
  /// `exchanges`. Of an exchange:
  ///
  /// | member | is |
  /// | --- | --- |
  /// | `method`, `url` | the call |
  /// | `request` | `fields`, each with `name` and `value`, and `body`, a text or null |
  /// | `answer` | `status`, `fields` and `body`; null where none came |
  /// | `failure` | why the answer did not come, or not all of it; or null |
  /// | `offset`, `duration` | from the start of the story to the request, and how long the answer took |
  /// | `count` | how many calls in a row had an answer like this one |
  ///
  /// Tokens are not in it, and long bodies are cut.
  ///
  /// - Returns: the object on one line, in UTF-8 without a byte order mark.
  public func json() -> String { JSONReport.object(self).text + "\n" }
}

/// A report as one JSON object.
enum JSONReport {
  static func object(_ suite: SuiteReport) -> JSONText {
    .object([
      "version": .number(1),
      "origin": .string(suite.origin),
      "product": suite.product.map(JSONText.string),
      "started": .string(suite.startedText + "Z"),
      "duration": .seconds(suite.duration),
      "interrupted": .bool(suite.isInterrupted),
      "failure": .bool(suite.isFailure),
      "counts": counts(suite),
      "stale": .array(
        suite.stale.map {
          .object(["pattern": .string("\($0.pattern)"), "line": .number($0.line)])
        }),
      "stories": .array(suite.stories.map { story($0, isKnown: suite.isKnown($0)) }),
    ])
  }

  private static func counts(_ suite: SuiteReport) -> JSONText {
    .object([
      "broken": .number(suite.stories(.broken).count),
      "inconclusive": .number(suite.stories(.inconclusive).count),
      "not_reached": .number(suite.stories(.notReached).count),
      "known_to_fail": .number(suite.stories(.known).count),
      "skipped": .number(suite.stories(.skipped).count),
      "kept": .number(suite.stories(.kept).count),
    ])
  }

  private static func story(_ report: StoryReport, isKnown: Bool) -> JSONText {
    let story = report.story
    var findings: [Finding] = []
    if case .broken(let found) = report.verdict { findings = found }
    return .object([
      "name": .string(story.name), "title": .string(story.title), "file": .string(story.file),
      "promise": .string(story.promise), "promise_text": .string(story.promiseText),
      "provenance": .string(story.provenance),
      "verdict": .string(report.verdict.word), "known_to_fail": .bool(isKnown),
      "reasons": strings(report.verdict.reasons),
      "findings": .array(findings.map(finding)),
      "sides": strings(report.sides), "default_side": report.defaultSide.map(JSONText.string),
      "notes": strings(report.notes),
      "duration": .seconds(report.duration),
      "steps": .array(report.steps.map(step)),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONText {
    .object([
      "step": .number(finding.step), "place": .string(finding.place),
      "expected": .string(finding.expected), "found": .string(finding.found),
    ])
  }

  private static func step(_ step: StepReport) -> JSONText {
    .object([
      "number": step.number.map(JSONText.number), "title": .string(step.title),
      "line": step.line.map(JSONText.number), "problems": strings(step.problems),
      "exchanges": .array(step.exchanges.map(exchange)),
    ])
  }

  private static func exchange(_ exchange: RecordedExchange) -> JSONText {
    let answer = exchange.status.map { status in
      JSONText.object([
        "status": .number(status), "fields": fields(exchange.fields),
        "body": exchange.body.map(JSONText.string),
      ])
    }
    return .object([
      "method": .string(exchange.method), "url": .string(exchange.url),
      "request": .object([
        "fields": fields(exchange.requestFields),
        "body": exchange.requestBody.map(JSONText.string),
      ]),
      "answer": answer, "failure": exchange.failure.map(JSONText.string),
      "offset": .seconds(exchange.offset), "duration": .seconds(exchange.duration),
      "count": .number(exchange.count),
    ])
  }

  private static func fields(_ fields: [RecordedExchange.Field]) -> JSONText {
    .array(fields.map { .object(["name": .string($0.name), "value": .string($0.value)]) })
  }

  private static func strings(_ strings: [String]) -> JSONText {
    .array(strings.map(JSONText.string))
  }
}

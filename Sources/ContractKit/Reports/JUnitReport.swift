extension SuiteReport {
  /// The report as JUnit XML, for the readers of Jenkins, GitLab, GitHub and others.
  ///
  /// A folder of names is a `testsuite`, a story a `testcase`. A broken promise is a `failure` with what went over
  /// the wire in that step; what is inconclusive or was not reached is an `error`. What was known to fail is
  /// `skipped`. Stale entries of the list of known failures are failing test cases of a suite
  /// `known-failing`, an interruption is an `error` of its own: there is a failure or an error where
  /// ``isFailure`` is true, and nowhere else.
  ///
  /// - Returns: the document, in XML 1.0. What a server said and XML cannot hold is written as `\u{XX}`.
  public func junit() -> String { JUnitReport(suite: self).document.source }
}

/// A report in the words of JUnit.
struct JUnitReport {
  let suite: SuiteReport

  fileprivate struct Case {
    var name: String
    var duration: Duration
    var result: Result
    var output: String?
  }

  fileprivate enum Result {
    case passed
    case failure(type: String, message: String, text: String)
    case error(type: String, message: String, text: String)
    case skipped(String)
  }

  var document: Markup {
    var suites = suite.folders.map { folder in
      (name: Self.className(folder.name), cases: folder.stories.map(testCase))
    }
    let stale = suite.stale.map { entry in
      Case(
        name: "\(entry.pattern)", duration: .zero,
        result: .failure(type: "stale", message: entry.staleness, text: entry.staleness))
    }
    if !stale.isEmpty { suites.append((name: "known-failing", cases: stale)) }
    if suite.isInterrupted {
      let message = "the run was interrupted before its end"
      let result = Result.error(type: "interrupted", message: message, text: message)
      suites.append(
        (name: "run", cases: [Case(name: "interrupted", duration: .zero, result: result)]))
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="contract"\(totals(suites.flatMap(\.cases), suite.duration))>
      \(suites.map { element($0.name, $0.cases) })</testsuites>

      """
  }

  private func testCase(_ report: StoryReport) -> Case {
    let message = report.verdict.reasons.joined(separator: "; ")
    let text = (report.verdict.reasons + [report.decidingStep?.transcript].compactMap { $0 })
      .joined(separator: "\n\n")
    let result: Result =
      switch suite.outcome(of: report) {
      case .kept: .passed
      case .broken: .failure(type: "broken", message: message, text: text)
      case .inconclusive: .error(type: "inconclusive", message: message, text: text)
      case .notReached: .error(type: "not reached", message: message, text: text)
      case .known: .skipped("known to fail: \(message)")
      case .skipped: .skipped(message)
      }
    return Case(
      name: report.leaf, duration: report.duration, result: result, output: output(report))
  }

  private func output(_ report: StoryReport) -> String {
    var lines = ["server: \(suite.origin)" + (suite.product.map { ", \($0)" } ?? "")]
    lines.append("promise: \(report.story.promise): \(report.story.promiseText)")
    if !report.sides.isEmpty { lines.append("side: " + report.sides.joined(separator: ", ")) }
    return (lines + report.notes).joined(separator: "\n")
  }

  // MARK: Elements

  private func element(_ name: String, _ cases: [Case]) -> Markup {
    let duration = cases.reduce(Duration.zero) { $0 + $1.duration }
    let product: Markup? = suite.product.map { "<property name=\"product\" value=\"\($0)\"/>" }
    return """
      <testsuite name="\(name)"\(totals(cases, duration)) timestamp="\(suite.startedText)">
      <properties><property name="origin" value="\(suite.origin)"/>\(product ?? "")</properties>
      \(cases.map { element($0, of: name) })</testsuite>

      """
  }

  private func element(_ test: Case, of name: String) -> Markup {
    let result: Markup =
      switch test.result {
      case .passed: ""
      case .failure(let type, let message, let text):
        "<failure type=\"\(type)\" message=\"\(message)\">\(lines: text)</failure>\n"
      case .error(let type, let message, let text):
        "<error type=\"\(type)\" message=\"\(message)\">\(lines: text)</error>\n"
      case .skipped(let message): "<skipped message=\"\(message)\"/>\n"
      }
    let output: Markup? = test.output.map { "<system-out>\(lines: $0)</system-out>\n" }
    return """
      <testcase classname="\(name)" name="\(test.name)" time="\(test.duration.seconds(decimals: 3))">
      \(result)\(output ?? "")</testcase>

      """
  }

  private func totals(_ cases: [Case], _ duration: Duration) -> Markup {
    let failures = cases.count { if case .failure = $0.result { true } else { false } }
    let errors = cases.count { if case .error = $0.result { true } else { false } }
    let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
    return """
       tests="\(cases.count)" failures="\(failures)" errors="\(errors)" skipped="\(skipped)" \
      time="\(duration.seconds(decimals: 3))"
      """
  }

  /// A folder as readers want it, who make packages of what lies between dots.
  private static func className(_ folder: String) -> String {
    folder.isEmpty ? "stories" : folder.replacing("/", with: ".")
  }
}

internal import MockCore

extension SuiteReport {
  /// The report in the Test Anything Protocol, version 14.
  ///
  /// A story is a test point. What was skipped has the directive `SKIP`, what was known to fail `TODO`; a stale
  /// entry of the list of known failures is a test point that fails. What failed has a YAML block with its
  /// promise, and its findings or its reason. A run that was interrupted ends with `Bail out!`.
  ///
  /// - Returns: the lines. What a server said is quoted in them, what would act in it written as `\u{XX}`.
  public func tap() -> String { TAPReport(suite: self).lines.joined(separator: "\n") + "\n" }
}

/// A report in the words of TAP.
struct TAPReport {
  let suite: SuiteReport

  var lines: [String] {
    let product = suite.product.map { ", \($0)" } ?? ""
    var lines = [
      "TAP version 14", "1..\(suite.stories.count + suite.stale.count)",
      "# " + ControlCharacters.escaped(suite.origin + product),
    ]
    for (index, report) in suite.stories.enumerated() { lines += point(index + 1, report) }
    for (index, entry) in suite.stale.enumerated() {
      let number = suite.stories.count + index + 1
      lines.append("not ok \(number) - known-failing/\(Self.description("\(entry.pattern)"))")
      lines += Self.block(["message: \(Self.quoted(entry.staleness).text)"])
    }
    if suite.isInterrupted { lines.append("Bail out! the run was interrupted before its end") }
    return lines
  }

  private func point(_ number: Int, _ report: StoryReport) -> [String] {
    let name = "\(number) - \(Self.description(report.story.name))"
    let reason = ControlCharacters.escaped(report.verdict.reasons.joined(separator: "; "))
    return switch suite.outcome(of: report) {
    case .kept: ["ok \(name)"]
    case .skipped: ["ok \(name) # SKIP \(reason)"]
    case .known: ["not ok \(name) # TODO known to fail"] + Self.diagnostics(report)
    case .broken, .inconclusive, .notReached: ["not ok \(name)"] + Self.diagnostics(report)
    }
  }

  private static func diagnostics(_ report: StoryReport) -> [String] {
    let story = report.story
    let place = report.decidingStep?.line.map { "\(story.file):\($0)" } ?? story.file
    var lines = [
      "verdict: \(quoted(report.verdict.word).text)",
      "promise: \(quoted(story.promise).text)",
      "text: \(quoted(story.promiseText).text)",
      "at: \(quoted(place).text)",
      "seconds: \(JSONText.seconds(report.duration).text)",
    ]
    if case .broken(let findings) = report.verdict {
      lines.append("findings:")
      lines += findings.map { finding in
        let members = JSONText.object([
          "step": .number(finding.step), "place": quoted(finding.place),
          "expected": quoted(finding.expected), "found": quoted(finding.found),
        ])
        return "  - \(members.text)"
      }
    } else {
      lines.append("message: \(quoted(report.verdict.reasons.joined(separator: "; ")).text)")
    }
    return block(lines)
  }

  private static func block(_ lines: [String]) -> [String] {
    (["---"] + lines + ["..."]).map { "  \($0)" }
  }

  /// A YAML scalar: JSON's strings are some of YAML's, once nothing is in them that YAML forbids.
  private static func quoted(_ text: String) -> JSONText {
    .string(ControlCharacters.escapedInLines(text))
  }

  /// A description, in which `#` would begin a directive.
  private static func description(_ text: String) -> String {
    ControlCharacters.escaped(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }
}

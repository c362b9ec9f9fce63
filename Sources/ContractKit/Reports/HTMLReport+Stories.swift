internal import MockCore

extension HTMLReport {
  func story(_ report: StoryReport) -> Markup {
    let story = report.story
    let outcome = suite.outcome(of: report)
    // What needs a look is open.
    let open: Markup = outcome == .broken || outcome == .inconclusive ? " open" : ""
    return """
      <details class="story \(outcome.identifier)"\(open)>
      <summary><span class="badge">\(outcome.rawValue)</span> <h3>\(report.leaf)</h3> \
      <span class="title">\(story.title)</span> <span class="time">\(report.duration.text)</span></summary>
      <div class="about">
      <p>\(story.promiseText)</p>
      <p class="quiet"><code>\(story.promise)</code> · \(provenance(story)) · <code>\(story.file)</code></p>
      \(sides(report))\(reasons(report))\(report.notes.map { "<p class=\"note\">\($0)</p>\n" })</div>
      \(steps(report))</details>

      """
  }

  private func provenance(_ story: ContractStory) -> Markup {
    switch story.contract.promise.terms.provenance {
    case .seeds: "the seed documents say so"
    case .observed: "observed"
    case .documented: "documented"
    case .client: "an official client relies on it"
    case .assumed: "assumed"
    case .ours: "about the mock itself"
    }
  }

  private func sides(_ report: StoryReport) -> Markup {
    guard let side = report.defaultSide, !report.sides.isEmpty else { return "" }
    let met = report.sides.map { "<code>\($0)</code>" as Markup }
    let other: Markup =
      report.otherSides.isEmpty ? "" : ", where the contract has <code>\(side)</code>"
    return "<p>Side met: \(met)\(other)</p>\n"
  }

  /// What is said at a step is not said here.
  private func reasons(_ report: StoryReport) -> Markup {
    guard report.decidingStep == nil else { return "" }
    return "\(report.verdict.reasons.map { "<p class=\"reason\">\($0)</p>\n" as Markup })"
  }

  // MARK: Steps

  private func steps(_ report: StoryReport) -> Markup {
    guard !report.steps.isEmpty else { return "" }
    var findings: [Finding] = []
    if case .broken(let found) = report.verdict { findings = found }
    let steps = report.steps.map { step in
      self.step(step, findings.filter { $0.step == step.number })
    }
    return "<ol class=\"steps\">\n\(steps)</ol>\n"
  }

  private func step(_ step: StepReport, _ findings: [Finding]) -> Markup {
    let number: Markup = step.number.map { "<span class=\"number\">\($0)</span> " } ?? ""
    let line: Markup = step.line.map { " <span class=\"quiet\">line \($0)</span>" } ?? ""
    let hasFailed = !step.problems.isEmpty
    let problems: Markup =
      findings.isEmpty
      ? "\(step.problems.map { "<p class=\"reason\">\($0)</p>\n" as Markup })" : table(findings)
    let exchanges = step.exchanges.enumerated().map { index, exchange in
      self.exchange(exchange, isOpen: hasFailed && index == step.exchanges.count - 1)
    }
    return """
      <li\(hasFailed ? " class=\"failed\"" as Markup : "")>
      <h4>\(number)\(step.title)\(line)</h4>
      \(problems)\(exchanges)</li>

      """
  }

  private func table(_ findings: [Finding]) -> Markup {
    let rows = findings.map { finding -> Markup in
      """
      <tr><th scope="row">\(finding.place)</th>\
      <td class="expected">\(lines: finding.expected)</td>\
      <td class="found">\(lines: finding.found)</td></tr>

      """
    }
    return """
      <table class="findings">
      <thead><tr><th scope="col">place</th><th scope="col">expected</th><th scope="col">found</th></tr></thead>
      <tbody>\(rows)</tbody>
      </table>

      """
  }
}

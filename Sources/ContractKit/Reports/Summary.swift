internal import MockCore

extension SuiteReport {
  /// What a person reads at the end of a run in a terminal.
  ///
  /// First what is broken, with what was expected and what was found, then what else failed, then in short what was
  /// skipped, where the server differs from what the contract takes for granted, and what has to be known
  /// besides. The last line counts: `71 stories: 68 kept, 1 broken, 2 skipped in 0.4 s`.
  ///
  /// - Parameter isColored: with ANSI escape sequences for colours; there are no others in it, whatever a server
  ///   said.
  /// - Returns: whole lines.
  public func summary(isColored: Bool = false) -> String {
    let lines = Summary(suite: self, style: isColored ? .colored : .plain).lines
    return lines.map { $0 + "\n" }.joined()
  }
}

/// The end of a run, in lines for a terminal.
struct Summary {
  let suite: SuiteReport
  let style: Style

  var lines: [String] {
    let sections = [
      suite.stories(.broken).map(broken),
      [reasons(.inconclusive), reasons(.notReached), stale, skipped, differences, notes],
    ].joined().filter { !$0.isEmpty }
    return sections.flatMap { $0 + [""] } + [last]
  }

  /// Breaking no line and moving no cursor.
  private func plain(_ text: String) -> String { ControlCharacters.escaped(text) }

  // MARK: What failed

  private func broken(_ report: StoryReport) -> [String] {
    guard case .broken(let findings) = report.verdict else { return [] }
    let story = report.story
    let place = report.decidingStep?.line.map { ":\($0)" } ?? ""
    let titles = Dictionary(
      report.steps.compactMap { step in step.number.map { ($0, step.title) } },
      uniquingKeysWith: { first, _ in first })
    let heading = [
      style.alarming("broken") + "  " + style.strong(plain(story.name)),
      "  \(plain(story.promiseText))",
      style.quiet(plain("  \(story.promise), \(story.provenance); \(story.file)\(place)")),
    ]
    return heading
      + findings.flatMap { finding in
        let title = titles[finding.step].map { ", \($0)" } ?? ""
        return [
          plain("  step \(finding.step)\(title): \(finding.place)"),
          plain("    expected  \(finding.expected)"),
          plain("    found     \(finding.found)"),
        ]
      }
  }

  /// A line for each story, and where several say the same, that once with their names below: a token that has
  /// expired is in the way of all of them.
  private func reasons(_ outcome: Outcome) -> [String] {
    var names: [String: [String]] = [:]
    var reasons: [String] = []
    for report in suite.stories(outcome) {
      let reason = report.verdict.reasons.joined(separator: "; ")
      if names[reason] == nil { reasons.append(reason) }
      names[reason, default: []].append(report.story.name)
    }
    let groups = reasons.map { (reason: $0, names: names[$0] ?? []) }
    let common = groups.filter { $0.names.count > 1 }.enumerated()
      .sorted { ($1.element.names.count, $0.offset) < ($0.element.names.count, $1.offset) }
      .flatMap { _, group in
        ["\(group.names.count) stories: \(group.reason)"]
          + Self.wrapped(group.names).map { "  " + $0 }
      }
    let single = groups.filter { $0.names.count == 1 }.map { "\($0.names[0]): \($0.reason)" }
    return section(outcome.rawValue, common + single)
  }

  /// Names in lines of at most 76 characters, unless one alone is longer.
  private static func wrapped(_ names: [String]) -> [String] {
    var lines: [String] = []
    for (index, name) in names.enumerated() {
      let word = index + 1 < names.count ? name + "," : name
      if let last = lines.last, last.count + 1 + word.count <= 76 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private var stale: [String] {
    section("known failures that fail no more", suite.stale.map(\.staleness))
  }

  // MARK: What else is worth knowing

  /// A line for each reason: most of those that are skipped are so for the same one.
  private var skipped: [String] {
    let reasons = suite.stories(.skipped).flatMap(\.verdict.reasons)
    let counts = Dictionary(grouping: reasons, by: \.self).mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let width = counts.map { "\($0.value)".count }.max() ?? 0
    return section(
      "skipped",
      counts.map { reason, count in
        String(repeating: " ", count: width - "\(count)".count) + "\(count)  \(reason)"
      })
  }

  private var differences: [String] {
    section(
      "answers that differ from the contract's default",
      suite.stories.flatMap { report in
        report.otherSides.map {
          "\(report.story.name): \($0) instead of \(report.defaultSide ?? "")"
        }
      })
  }

  private var notes: [String] {
    section(
      "notes",
      suite.stories.flatMap { report in report.notes.map { "\(report.story.name): \($0)" } })
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [style.strong(title)] + lines.map { plain("  \($0)") }
  }

  private var last: String {
    let count = suite.stories.count
    var line = count == 1 ? "1 story" : "\(count) stories"
    if count > 0 { line += ": \(suite.counts)" }
    line += " in \(suite.duration.seconds(decimals: 1)) s"
    if !suite.stale.isEmpty {
      line += "; \(suite.stale.count) stale known failure\(suite.stale.count == 1 ? "" : "s")"
    }
    if suite.isInterrupted { line += "; interrupted" }
    return suite.isFailure ? style.alarming(line) : style.pleasing(line)
  }
}

extension Summary {
  /// How emphasis is written.
  enum Style {
    case plain
    case colored

    func alarming(_ text: String) -> String { sequence("31", text) }
    func pleasing(_ text: String) -> String { sequence("32", text) }
    func strong(_ text: String) -> String { sequence("1", text) }
    func quiet(_ text: String) -> String { sequence("2", text) }

    /// ECMA-48's SGR.
    private func sequence(_ code: String, _ text: String) -> String {
      self == .plain ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
  }
}

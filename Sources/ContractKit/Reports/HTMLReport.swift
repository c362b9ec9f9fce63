extension SuiteReport {
  /// The report as one HTML file for people: everything that was sent and received, story by story.
  ///
  /// It needs nothing from elsewhere and has no script; its content security policy forbids both. It is light or
  /// dark as the reader's system is. What a server said is text in it, with control characters as `\u{XX}`.
  ///
  /// - Returns: the document, in UTF-8.
  public func html() -> String { HTMLReport(suite: self).document.source }
}

/// A report as a page.
struct HTMLReport {
  let suite: SuiteReport

  var document: Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>\(suite.counts.isEmpty ? "no stories" : suite.counts) – \(suite.origin)</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <header>
    <p class="kind">Contract report</p>
    <h1>\(suite.origin)</h1>
    \(facts)
    \(remarks)
    </header>
    \(filter)
    <main>
    \(suite.folders.map(section))
    </main>
    </body>
    </html>

    """
  }

  private var facts: Markup {
    let date = suite.startedText.replacing("T", with: " ")
    return """
      <dl class="facts">
      <div><dt>Server</dt><dd>\(suite.product ?? "did not say what it is")</dd></div>
      <div><dt>Began</dt><dd><time datetime="\(suite.startedText)Z">\(date) UTC</time></dd></div>
      <div><dt>Took</dt><dd>\(suite.duration.text)</dd></div>
      <div><dt>Result</dt><dd class="\(suite.isFailure ? "bad" : "good")">\(suite.isFailure ? "failed" : "passed")</dd></div>
      </dl>
      """
  }

  /// What is to be known of the run as a whole.
  private var remarks: Markup {
    var remarks: Markup = ""
    if suite.isInterrupted {
      remarks += "<p class=\"remark bad\">The run was interrupted before its end.</p>\n"
    }
    if !suite.stale.isEmpty {
      remarks += Self.remark(
        "bad", "Known failures that fail no more", suite.stale.map { "\($0.staleness)" })
    }
    let differences = suite.stories.flatMap { report in
      report.otherSides.map { side -> Markup in
        "<code>\(report.story.name)</code>: \(side) instead of \(report.defaultSide ?? "")"
      }
    }
    if !differences.isEmpty {
      remarks += Self.remark("", "Answers that differ from the contract’s default", differences)
    }
    return remarks
  }

  private static func remark(_ kind: Markup, _ title: Markup, _ items: [Markup]) -> Markup {
    """
    <div class="remark \(kind)"><p>\(title)</p>
    <ul>\(items.map { "<li>\($0)</li>" as Markup })</ul></div>

    """
  }

  /// The totals, which choose the stories that are shown; `style` has the rules.
  private var filter: Markup {
    let choices = Outcome.allCases.compactMap { outcome -> Markup? in
      let count = suite.stories(outcome).count
      guard count > 0 else { return nil }
      return Self.choice(outcome.identifier, outcome.rawValue, count)
    }
    return """
      <fieldset class="filter"><legend>Show</legend>
      \(Self.choice("all", "all", suite.stories.count, isChosen: true))\(choices)</fieldset>
      """
  }

  private static func choice(
    _ identifier: String, _ name: String, _ count: Int, isChosen: Bool = false
  ) -> Markup {
    let checked: Markup = isChosen ? " checked" : ""
    return """
      <label class="\(identifier)"><input type="radio" name="show" id="show-\(identifier)"\(checked)> \
      <span>\(name)</span> <b>\(count)</b></label>

      """
  }

  private func section(_ folder: (name: String, stories: [StoryReport])) -> Markup {
    let heading: Markup = folder.name.isEmpty ? "stories" : "\(folder.name)"
    return """
      <section>
      <h2>\(heading)</h2>
      \(folder.stories.map(story))</section>

      """
  }
}

extension Outcome {
  /// As a class of the page.
  var identifier: String { rawValue.replacing(" ", with: "-") }
}

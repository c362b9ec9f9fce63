internal import MockCore

extension HTMLReport {
  /// A call, closed to one line.
  func exchange(_ exchange: RecordedExchange, isOpen: Bool) -> Markup {
    let target =
      exchange.url.hasPrefix(suite.origin + "/")
      ? String(exchange.url.dropFirst(suite.origin.count)) : exchange.url
    let status: Markup =
      exchange.status.map { "<b class=\"status\">\($0)</b>" }
      ?? "<b class=\"status none\">no answer</b>"
    let count: Markup =
      exchange.count > 1 ? " <span class=\"count\">× \(exchange.count)</span>" : ""
    return """
      <details class="exchange"\(isOpen ? " open" as Markup : "")>
      <summary><span class="call"><b>\(exchange.method)</b> <bdi>\(target)</bdi></span> \
      <span class="outcome"><span aria-hidden="true">→ </span>\(status)\(count) \
      <span class="time">\(exchange.duration.text)</span></span></summary>
      <div class="messages">
      <div><h5>Request <span class="quiet">after \(exchange.offset.text)</span></h5>
      <p class="line"><b>\(exchange.method)</b> <bdi>\(exchange.url)</bdi></p>
      \(fields(exchange.requestFields))\(body(exchange.requestBody))</div>
      <div><h5>Answer <span class="quiet">in \(exchange.duration.text)</span></h5>
      \(answer(exchange))</div>
      </div>
      </details>

      """
  }

  private func answer(_ exchange: RecordedExchange) -> Markup {
    var answer: Markup = ""
    if let failure = exchange.failure { answer += "<p class=\"reason\">\(failure)</p>\n" }
    if let status = exchange.status { answer += "<p class=\"line\"><b>\(status)</b></p>\n" }
    if exchange.count > 1 {
      answer += "<p class=\"quiet\">The first of \(exchange.count) in a row that are like it.</p>\n"
    }
    answer += fields(exchange.fields)
    answer += body(exchange.body)
    return answer
  }

  private func fields(_ fields: [RecordedExchange.Field]) -> Markup {
    guard !fields.isEmpty else { return "" }
    let rows = fields.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>\n" as Markup }
    return "<dl class=\"fields\">\(rows)</dl>\n"
  }

  /// JSON with a line for each member, anything else as it came.
  private func body(_ body: String?) -> Markup {
    guard let body else { return "" }
    var text = body
    if let document = try? JSONDocument(Array(body.utf8)) { text = document.indented }
    // HTML drops a line feed that follows the tag, so there is one to drop.
    return "<pre tabindex=\"0\">\n\(lines: text)</pre>\n"
  }
}

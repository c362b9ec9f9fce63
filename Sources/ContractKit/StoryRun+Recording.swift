internal import HTTPClient

extension StoryRun {
  /// Notes a request and what came of it; a row of polls with the same answer is one.
  mutating func record(_ request: ClientRequest, _ exchange: ClientExchange) {
    let response = exchange.response
    let recorded = RecordedExchange(
      method: request.method, url: redaction.line(request.url),
      requestFields: request.fields.map { redaction.field($0.name, $0.value) },
      requestBody: body(request.body),
      status: response?.status,
      fields: (response?.fields ?? []).map { redaction.field($0.name, $0.value) },
      body: response.flatMap {
        $0.body.isEmpty ? nil : redaction.excerpt($0.body, length: exchange.bodyLength)
      },
      failure: exchange.failure.map { redaction.redacted($0.description) },
      offset: exchange.started - start, duration: exchange.duration, count: 1)
    let step = steps.count - 1
    if let last = steps[step].exchanges.last, last.isLike(recorded) {
      steps[step].exchanges[steps[step].exchanges.count - 1].count += 1
    } else {
      steps[step].exchanges.append(recorded)
    }
  }

  private func body(_ body: ClientRequest.Body) -> String? {
    switch body {
    case .none: nil
    case .bytes(let bytes): redaction.excerpt(bytes, length: bytes.count)
    case .filler(_, let count): "(\(count) blanks)"
    }
  }
}

extension RecordedExchange {
  /// The same call with the same answer; dates and times may differ.
  fileprivate func isLike(_ other: RecordedExchange) -> Bool {
    method == other.method && url == other.url && status == other.status && body == other.body
      && failure == other.failure && requestBody == other.requestBody
  }
}

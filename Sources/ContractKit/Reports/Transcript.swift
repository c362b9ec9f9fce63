extension StepReport {
  /// The step and what went over the wire in it, as a text of several lines.
  var transcript: String {
    let place = line.map { " (line \($0))" } ?? ""
    let heading = number.map { "step \($0), \(title)\(place)" } ?? title
    return ([heading] + exchanges.map(\.transcript)).joined(separator: "\n\n")
  }
}

extension RecordedExchange {
  fileprivate var transcript: String {
    let repeats = count > 1 ? ", the first of \(count) like it" : ""
    let answer = status.map { ["\($0) after \(duration.text)\(repeats)"] } ?? []
    return [
      Self.message("\(method) \(url)", requestFields, requestBody),
      Self.message(
        (answer + (failure.map { ["\($0), after \(duration.text)\(repeats)"] } ?? []))
          .joined(separator: "\n"), fields, body),
    ].joined(separator: "\n\n")
  }

  private static func message(_ line: String, _ fields: [Field], _ body: String?) -> String {
    ([line] + fields.map { "\($0.name): \($0.value)" } + (body.map { ["", $0] } ?? []))
      .joined(separator: "\n")
  }
}

internal import HTTPClient
internal import MockCore

extension AnswerExpectation {
  /// Everything about an answer that is not as expected, and the side of a switch that it is on.
  func judged(_ answer: Answer, _ bindings: Bindings) -> Judgement {
    var mismatches: [Mismatch] = []
    if let statuses, !statuses.contains(where: { $0.contains(answer.status) }) {
      mismatches.append(
        Mismatch(
          "http", expected: Self.text(statuses), found: "\(answer.status)\(answer.errorMessage)"))
    }
    for (name, matcher) in fields {
      let value = answer.field(name).map { JSONValue.string(Array($0.utf8)) }
      mismatches += matcher.mismatches(value, at: "header \(name)", bindings)
    }
    if let body { mismatches += judged(body, answer, bindings) }
    if let text {
      let value = JSONValue.string(answer.body)
      mismatches += text.mismatches(value, at: "body", bindings)
    }
    if isPicture { mismatches += PictureType.mismatches(answer) }
    if let size, !size.contains(answer.body.count) {
      mismatches += Matcher.count(size).mismatches(nil, at: "size", bindings).map {
        Mismatch($0.place, expected: $0.expected, found: "\(answer.body.count)")
      }
    }
    if let duration, answer.duration > .nanoseconds(duration.nanoseconds) {
      mismatches.append(
        Mismatch(
          "time", expected: "an answer within \(duration.story)",
          found: answer.duration.milliseconds))
    }
    var judgement = Judgement(mismatches: mismatches)
    if let refusal { judgement.add(refusal.judged(answer, bindings)) }
    if !sides.isEmpty { judgement.add(judgedBySides(answer, bindings)) }
    return judgement
  }

  private func judged(_ matcher: Matcher, _ answer: Answer, _ bindings: Bindings) -> [Mismatch] {
    switch answer.json {
    case .success(let value): matcher.mismatches(value, at: "body", bindings)
    case .failure: [Mismatch("body", expected: "JSON", found: answer.content)]
    }
  }

  /// The first side that holds; where none does, what is wrong with the one that comes nearest.
  private func judgedBySides(_ answer: Answer, _ bindings: Bindings) -> Judgement {
    var nearest: Judgement?
    for (side, expectation) in sides {
      var judgement = expectation.judged(answer, bindings)
      if judgement.mismatches.isEmpty {
        judgement.sides = [side]
        return judgement
      }
      if judgement.mismatches.count < nearest?.mismatches.count ?? .max { nearest = judgement }
    }
    let names = sides.map(\.side).joined(separator: ", ")
    let found = (nearest?.mismatches ?? []).map(\.description).joined(separator: "; ")
    return Judgement(
      mismatches: [Mismatch("switch", expected: "one of its sides: \(names)", found: found)])
  }

  private static func text(_ statuses: [ClosedRange<Int>]) -> String {
    statuses.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: " or ")
  }
}

/// What is not as expected, and which side of a switch was met.
struct Judgement {
  var mismatches: [Mismatch] = []
  var sides: [String] = []

  mutating func add(_ other: Judgement) {
    mismatches += other.mismatches
    sides += other.sides
  }
}

extension Promise {
  /// Whether an answer is this refusal: RunComfy's envelope, with one of the pairs of HTTP status and code that
  /// the contract knows.
  fileprivate func judged(_ answer: Answer, _ bindings: Bindings) -> Judgement {
    let code = answer.member("error_code")
    guard let met = answer.side(of: self) else {
      let expected = refusals.map { "\($0.status) with error_code \($0.code)" }
      return Judgement(mismatches: [
        Mismatch(
          "refusal", expected: expected.joined(separator: " or "),
          found: "\(answer.status) with "
            + (code.map { "error_code \($0.json)" } ?? answer.contentWithoutCode))
      ])
    }
    let envelope = Matcher.members([
      ("error_message", .all([.kind(.string), .not(.equals(.string([])))]))
    ])
    var mismatches: [Mismatch] = []
    if case .success(let value) = answer.json {
      mismatches = envelope.mismatches(value, at: "body", bindings)
    }
    let type = answer.field("content-type")
    if !MediaType.isJSON(Array((type ?? "").utf8)[...]) {
      mismatches.append(
        Mismatch(
          "header content-type", expected: "application/json", found: type ?? "nothing"))
    }
    let sides = ProfileSwitch.of(self) == nil ? [] : ["\(met.status) with \(met.code)"]
    return Judgement(mismatches: mismatches, sides: sides)
  }
}

extension Duration {
  /// In whole milliseconds, for a message.
  var milliseconds: String {
    let (seconds, attoseconds) = components
    return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
  }
}

internal import Patterns

extension Matcher {
  /// What has to be, for a message: `one of "a", "b"`.
  func expectation(_ bindings: Bindings) -> String {
    switch self {
    case .equals(let value): Self.excerpt(bindings.filled(value))
    case .pattern(let pattern): "a text like \(pattern.text)"
    case .kind(let kind): kind == .null ? "null" : "\(kind.article) \(kind.rawValue)"
    case .range(let from?, let to?): "a number from \(from) to \(to)"
    case .range(let from?, nil): "a number of at least \(from)"
    case .range(nil, let to): "a number of at most \(to.map { "\($0)" } ?? "any size")"
    case .present: "anything"
    case .absent: "nothing"
    case .oneOf(let matchers): choice(matchers.map { $0.expectation(bindings) })
    case .not(let matcher): "anything but \(matcher.expectation(bindings))"
    case .all(let matchers): list(matchers, " and ", bindings)
    case .members(let members): "an object with " + Self.keys(members)
    case .only(let members, _): "an object of nothing but " + Self.keys(members)
    case .elements(let matchers): "an array of \(matchers.count)"
    case .each(let matcher): "an array, each \(matcher.expectation(bindings))"
    case .ordered(let key): "an array in the order of \(key)"
    case .count(let range):
      range.lowerBound == range.upperBound
        ? "\(range.lowerBound) of them"
        : range.upperBound == .max
          ? "at least \(range.lowerBound) of them"
          : "from \(range.lowerBound) to \(range.upperBound) of them"
    }
  }

  private func list(_ matchers: [Matcher], _ separator: String, _ bindings: Bindings) -> String {
    matchers.map { $0.expectation(bindings) }.joined(separator: separator)
  }

  /// Choices that sound the same are one.
  private func choice(_ texts: [String]) -> String {
    var distinct: [String] = []
    for text in texts where !distinct.contains(text) { distinct.append(text) }
    return (distinct.count > 1 ? "one of " : "") + distinct.joined(separator: ", ")
  }

  private static func keys(_ members: [(key: String, matcher: Matcher)]) -> String {
    members.isEmpty ? "any members" : members.map(\.key).joined(separator: ", ")
  }
}

extension JSONKind {
  fileprivate var article: String { "aeiou".contains(rawValue.prefix(1)) ? "an" : "a" }
}

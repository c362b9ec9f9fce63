internal import Patterns

extension StoryFile {
  private static let operators = [
    "$type", "$pattern", "$one-of", "$not", "$absent", "$present", "$only", "$in-order", "$each",
    "$ordered-by", "$count", "$min", "$max",
  ]

  mutating func operators(_ index: Int, _ canBeAbsent: Bool) -> Matcher? {
    var matchers: [Matcher?] = []
    var low: JSONNumber?
    var high: JSONNumber?
    for member in reader.members(of: index) {
      switch member.name {
      case "$min": low = reader.number(member.value)
      case "$max": high = reader.number(member.value)
      case let name where Self.operators.contains(name):
        matchers.append(matcher(of: member, canBeAbsent))
      default:
        reader.report(
          member.key,
          (member.name.hasPrefix("$") ? "unknown operator" : "no member stands beside operators")
            + reader.suggestion(for: member.name, among: Self.operators))
        matchers.append(nil)
      }
    }
    if let low, let high, high < low {
      reader.report(index, "expected a $min that is not above $max")
    }
    if low != nil || high != nil { matchers.append(.range(from: low, to: high)) }
    let whole = matchers.compactMap { $0 }
    guard !whole.isEmpty, whole.count == matchers.count else { return nil }
    guard whole.count > 1 else { return whole[0] }
    if whole.contains(where: \.isAbsence) {
      reader.report(index, "of what is absent there is nothing more to say")
    }
    return .all(whole)
  }

  private mutating func matcher(
    of member: JSONReader.Member, _ canBeAbsent: Bool
  ) -> Matcher? {
    let index = member.value
    switch member.name {
    case "$type": return (reader.word(index) as JSONKind?).map { .kind($0) }
    case "$pattern": return pattern(index).map { .pattern($0) }
    case "$one-of":
      let matchers = elements(of: index, "values", atLeast: 2).map {
        matcher($0, canBeAbsent: canBeAbsent)
      }
      return matchers.contains { $0 == nil } ? nil : .oneOf(matchers.compactMap { $0 })
    case "$not": return negation(index)
    case "$absent", "$present": return presence(member, canBeAbsent)
    case "$only": return .only(namedMembers(member), isOrdered: false)
    case "$in-order": return .only(namedMembers(member), isOrdered: true)
    case "$each": return matcher(index).map { .each($0) }
    case "$ordered-by": return filledText(index).map { .ordered(by: $0) }
    default: return count(index).map { .count($0) }
    }
  }

  private mutating func negation(_ index: Int) -> Matcher? {
    let matcher = matcher(index, canBeAbsent: true)
    switch matcher {
    case .absent: reader.report(index, "write $present: true")
    case .present: reader.report(index, "write $absent: true")
    default: break
    }
    return matcher.map { .not($0) }
  }

  private mutating func presence(_ member: JSONReader.Member, _ canBeAbsent: Bool) -> Matcher? {
    if reader.kind(member.value) != .true {
      reader.report(member.value, "expected true")
      return nil
    }
    if member.name == "$absent", !canBeAbsent {
      reader.report(
        member.key, "only a member or a header can be absent; here there is always something")
    }
    return member.name == "$absent" ? .absent : .present
  }

  private mutating func namedMembers(
    _ member: JSONReader.Member
  ) -> [(key: String, matcher: Matcher)] {
    if reader.kind(member.value) == .object {
      for key in Array(reader.document.keys(of: member.value)) {
        let name = reader.document.string(key)
        guard Self.operators.contains(name) else { continue }
        reader.report(key, "an operator stands beside \(member.name), not in it")
      }
    }
    return members(member.value)
  }

  private mutating func pattern(_ index: Int) -> Pattern? {
    guard let text = reader.string(index) else { return nil }
    if text.contains("${") {
      checkHoldsNoName(index)
      return nil
    }
    do throws(PatternError) {
      return try Pattern(text)
    } catch {
      reader.report(index, "not a regular expression: \(error.reason) (at byte \(error.offset))")
      return nil
    }
  }
}

extension Matcher {
  fileprivate var isAbsence: Bool {
    if case .absent = self { return true }
    return false
  }
}

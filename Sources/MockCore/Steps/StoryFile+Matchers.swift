internal import Patterns

extension StoryFile {
  private static let operators = [
    "$type", "$pattern", "$one-of", "$not", "$absent", "$present", "$only", "$in-order", "$each",
    "$ordered-by", "$count", "$min", "$max",
  ]

  /// What a value has to be: an operator, such as `{ $type: integer }`, or the value itself, of which an object
  /// may have other members too.
  mutating func matcher(_ index: Int, _ known: KnownNames) -> Matcher? {
    switch reader.kind(index) {
    case .null, .true, .false, .number, .string:
      checkNames(in: index, known)
      return .equals(reader.value(index))
    case .array: return .elements(reader.elements(of: index).compactMap { matcher($0, known) })
    case .object:
      let keys = reader.document.keys(of: index).map { reader.document.string($0) }
      return keys.contains { $0.hasPrefix("$") }
        ? operators(index, known) : .members(members(index, known))
    }
  }

  private mutating func members(
    _ index: Int, _ known: KnownNames
  ) -> [(key: String, matcher: Matcher)] {
    reader.members(of: index).compactMap { member in
      matcher(member.value, known).map { (member.name, $0) }
    }
  }

  private mutating func operators(_ index: Int, _ known: KnownNames) -> Matcher? {
    var matchers: [Matcher?] = []
    var low: JSONNumber?
    var high: JSONNumber?
    for member in reader.members(of: index, among: Self.operators) {
      switch member.name {
      case "$min": low = reader.number(member.value)
      case "$max": high = reader.number(member.value)
      default: matchers.append(matcher(of: member, known))
      }
    }
    if low != nil || high != nil { matchers.append(.range(from: low, to: high)) }
    guard !matchers.isEmpty, matchers.allSatisfy({ $0 != nil }) else { return nil }
    return matchers.count == 1 ? matchers[0] : .all(matchers.compactMap { $0 })
  }

  private mutating func matcher(of member: JSONReader.Member, _ known: KnownNames) -> Matcher? {
    let index = member.value
    switch member.name {
    case "$type": return (reader.word(index) as JSONKind?).map { .kind($0) }
    case "$pattern": return pattern(index).map { .pattern($0) }
    case "$one-of":
      let matchers = elements(of: index, "values", atLeast: 2).map { matcher($0, known) }
      return matchers.contains { $0 == nil } ? nil : .oneOf(matchers.compactMap { $0 })
    case "$not": return matcher(index, known).map { .not($0) }
    case "$absent", "$present":
      guard reader.kind(index) == .true else {
        reader.report(index, "expected true")
        return nil
      }
      return member.name == "$absent" ? .absent : .present
    case "$only": return .only(members(index, known), isOrdered: false)
    case "$in-order": return .only(members(index, known), isOrdered: true)
    case "$each": return matcher(index, known).map { .each($0) }
    case "$ordered-by": return reader.string(index).map { .ordered(by: $0) }
    default: return count(index).map { .count($0) }
    }
  }

  private mutating func pattern(_ index: Int) -> Pattern? {
    guard let text = reader.string(index) else { return nil }
    do throws(PatternError) {
      return try Pattern(text)
    } catch {
      reader.report(index, "not a regular expression: \(error.reason) (at byte \(error.offset))")
      return nil
    }
  }
}

extension StoryFile {
  /// What a value has to be: operators, such as `{ $type: integer }`, or the value itself, of which an object
  /// may have other members too.
  ///
  /// - Parameters:
  ///   - index: the node.
  ///   - canBeAbsent: there may be nothing at that place, as there may be no such member.
  /// - Returns: nil for what was reported.
  mutating func matcher(_ index: Int, canBeAbsent: Bool = false) -> Matcher? {
    switch reader.kind(index) {
    case .null, .true, .false, .number, .string:
      checkNames(in: index)
      return .equals(reader.value(index))
    case .array: return .elements(reader.elements(of: index).compactMap { matcher($0) })
    case .object:
      let keys = reader.document.keys(of: index).lazy.map { [document = reader.document] in
        document.string($0)
      }
      return keys.contains { $0.hasPrefix("$") && !$0.hasPrefix("${") }
        ? operators(index, canBeAbsent) : .members(members(index))
    }
  }

  /// The same of a place where there is always a text.
  mutating func textMatcher(_ index: Int, canBeAbsent: Bool = false) -> Matcher? {
    guard let matcher = matcher(index, canBeAbsent: canBeAbsent) else { return nil }
    if !matcher.canBeText {
      reader.report(
        index,
        "a text is compared here, and never a number, an object or the like; put a number in quotation marks"
      )
    }
    return matcher
  }

  mutating func members(_ index: Int) -> [(key: String, matcher: Matcher)] {
    reader.members(of: index).compactMap { member in
      checkHoldsNoName(member.key)
      return matcher(member.value, canBeAbsent: true).map { (member.name, $0) }
    }
  }

  /// A number of something: `3`, or `{ at-least: 1, at-most: 5 }`.
  mutating func count(_ index: Int) -> ClosedRange<Int>? {
    let limit = 0...Int(Int32.max)
    guard reader.kind(index) == .object else {
      return reader.integer(index, in: limit).map { $0...$0 }
    }
    var low: Int? = 0
    var high: Int? = .max
    for member in reader.members(of: index, among: ["at-least", "at-most"]) {
      let value = reader.integer(member.value, in: limit)
      if member.name == "at-least" { low = value } else { high = value }
    }
    guard let low, let high else { return nil }
    guard low <= high, !reader.isEmptyObject(index) else {
      reader.report(index, "expected at-least, at-most or both, the first not above the second")
      return nil
    }
    return low...high
  }
}

extension Matcher {
  /// Whether a text can be so, and another text not.
  fileprivate var canBeText: Bool {
    switch self {
    case .equals(let value): value.utf8 != nil
    case .kind(let kind): kind == .string
    case .pattern, .present, .absent, .count: true
    case .range, .members, .only, .elements, .each, .ordered: false
    case .oneOf(let matchers), .all(let matchers): matchers.allSatisfy(\.canBeText)
    case .not(let matcher): matcher.canBeText
    }
  }
}

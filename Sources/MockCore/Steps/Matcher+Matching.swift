internal import Patterns

extension Matcher {
  /// Everything about a value that is not as it has to be.
  ///
  /// - Parameters:
  ///   - value: nil where there is none.
  ///   - place: what to call it, such as `body/output`.
  ///   - bindings: what `${…}` stands for.
  /// - Returns: nothing when all of it is right.
  package func mismatches(
    _ value: JSONValue?, at place: String, _ bindings: Bindings
  ) -> [Mismatch] {
    func fails(_ value: JSONValue?) -> [Mismatch] {
      [Mismatch(place, expected: expectation(bindings), found: Self.excerpt(value))]
    }
    switch self {
    case .absent: return value == nil ? [] : fails(value)
    case .not(let matcher):
      // There being nothing is not the same as there being something else.
      guard let value else { return fails(nil) }
      return matcher.mismatches(value, at: place, bindings).isEmpty ? fails(value) : []
    case .oneOf(let matchers):
      return matchers.contains { $0.mismatches(value, at: place, bindings).isEmpty }
        ? [] : fails(value)
    case .all(let matchers):
      let mismatches = matchers.flatMap { $0.mismatches(value, at: place, bindings) }
      // Of nothing it is enough to say once that it is not there.
      return value == nil && !mismatches.isEmpty ? fails(nil) : mismatches
    case .equals, .pattern, .kind, .range, .present, .members, .only, .elements, .each,
      .ordered, .count:
      guard let value else { return fails(nil) }
      return mismatches(of: value, at: place, bindings) ?? fails(value)
    }
  }

  /// What is wrong within a value; nil when it is the value as a whole.
  private func mismatches(
    of value: JSONValue, at place: String, _ bindings: Bindings
  ) -> [Mismatch]? {
    switch (self, value) {
    case (.present, _): []
    case (.equals(let wanted), _): bindings.filled(wanted) == value ? [] : nil
    case (.kind(let kind), _): kind.includes(value) ? [] : nil
    case (.pattern(let pattern), .string(let text)): Self.finds(pattern, in: text) ? [] : nil
    case (.range(let from, let to), .number(let number)):
      from.map { $0 <= number } ?? true && to.map { number <= $0 } ?? true ? [] : nil
    case (.members(let wanted), .object(let members)):
      wanted.flatMap { key, matcher in
        matcher.mismatches(members.value(of: key), at: "\(place)/\(key.pointerStep)", bindings)
      }
    case (.only(let wanted, let isOrdered), .object(let members)):
      Self.mismatches(members, wanted, isOrdered, at: place, bindings)
    case (.elements(let wanted), .array(let elements)):
      elements.count == wanted.count
        ? zip(wanted, elements).enumerated().flatMap { index, pair in
          pair.0.mismatches(pair.1, at: "\(place)/\(index)", bindings)
        } : nil
    case (.each(let matcher), .array(let elements)):
      elements.enumerated().flatMap { index, element in
        matcher.mismatches(element, at: "\(place)/\(index)", bindings)
      }
    case (.ordered(let key), .array(let elements)):
      Self.mismatch(inOrderOf: key, elements, at: place).map { [$0] } ?? []
    case (.count(let count), .array(let elements)): count.contains(elements.count) ? [] : nil
    case (.count(let count), .string(let text)):
      count.contains(String(decoding: text, as: UTF8.self).unicodeScalars.count) ? [] : nil
    default: nil
    }
  }

  private static func mismatches(
    _ members: [JSONValue.Member], _ wanted: [(key: String, matcher: Matcher)], _ isOrdered: Bool,
    at place: String, _ bindings: Bindings
  ) -> [Mismatch] {
    var mismatches =
      Matcher.members(wanted)
      .mismatches(of: .object(members), at: place, bindings) ?? []
    let keys = members.map { String(decoding: $0.key, as: UTF8.self) }
    for (key, member) in zip(keys, members) where !wanted.contains(where: { $0.key == key }) {
      mismatches.append(
        Mismatch(
          "\(place)/\(key.pointerStep)", expected: "no such member", found: excerpt(member.value)))
    }
    let inOrder = wanted.map(\.key).filter { keys.contains($0) }
    if isOrdered, mismatches.isEmpty, keys != inOrder {
      mismatches.append(
        Mismatch(
          place, expected: "the order \(inOrder.joined(separator: ", "))",
          found: keys.joined(separator: ", ")))
    }
    return mismatches
  }

  /// The first element that has no such text, or one that belongs before the text of the element before it.
  private static func mismatch(
    inOrderOf key: String, _ elements: [JSONValue], at place: String
  ) -> Mismatch? {
    var last: [UInt8] = []
    for (index, element) in elements.enumerated() {
      var value: JSONValue?
      if case .object(let members) = element { value = members.value(of: key) }
      guard case .string(let text)? = value, !text.lexicographicallyPrecedes(last) else {
        return Mismatch(
          "\(place)/\(index)/\(key.pointerStep)",
          expected: index == 0 ? "a text" : "a text not before \(excerpt(.string(last)))",
          found: excerpt(value))
      }
      last = text
    }
    return nil
  }

  private static func finds(_ pattern: Pattern, in text: [UInt8]) -> Bool {
    var steps = Pattern.stepLimit
    return pattern.search(text, steps: &steps) == .found
  }

  /// A value for a message: whole when it is short.
  package static func excerpt(_ value: JSONValue?) -> String {
    guard let value else { return "nothing" }
    let text = value.json
    let limit = 200
    guard text.unicodeScalars.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
      + "… (\(text.utf8.count) bytes)"
  }
}

extension [JSONValue.Member] {
  /// The first value of a key.
  fileprivate func value(of key: String) -> JSONValue? {
    let key = [UInt8](key.utf8)
    return first { $0.key == key }?.value
  }
}

extension String {
  /// A step of an RFC 6901 pointer.
  fileprivate var pointerStep: String {
    replacing("~", with: "~0").replacing("/", with: "~1")
  }
}

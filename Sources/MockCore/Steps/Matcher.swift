package import Patterns

/// What a value has to be.
package indirect enum Matcher: Sendable {
  /// Equal, as JSON Schema has it; texts in it may hold `${…}`.
  case equals(JSONValue)
  case pattern(Pattern)
  case kind(JSONKind)
  /// A number of the range.
  case range(from: JSONNumber?, to: JSONNumber?)
  /// There is something, null too.
  case present
  /// There is nothing, not even null.
  case absent
  case oneOf([Matcher])
  case not(Matcher)
  case all([Matcher])
  /// An object that has these members, and perhaps others.
  case members([(key: String, matcher: Matcher)])
  /// An object that has these members and no others, perhaps in this order.
  case only([(key: String, matcher: Matcher)], isOrdered: Bool)
  /// An array of exactly these elements.
  case elements([Matcher])
  /// An array each of whose elements is such.
  case each(Matcher)
  /// An array of objects in ascending order of a text that each of them has, byte by byte.
  case ordered(by: String)
  /// An array of so many elements, or a text of so many characters.
  case count(ClosedRange<Int>)
}

/// The kinds of values, in JSON Schema's words.
package enum JSONKind: String, CaseIterable, Sendable {
  case null, boolean, integer, number, string, array, object

  func includes(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.number, .number), (.string, .string),
      (.array, .array), (.object, .object):
      true
    case (.integer, .number(let number)): number.isInteger
    case (.null, _), (.boolean, _), (.integer, _), (.number, _), (.string, _), (.array, _),
      (.object, _):
      false
    }
  }
}

/// A place where a value is not what it has to be.
package struct Mismatch: Sendable, Hashable, CustomStringConvertible {
  /// The part of the answer, such as `http`, or `body` with an RFC 6901 pointer behind it.
  package let place: String
  package let expected: String
  package let found: String

  package init(_ place: String, expected: String, found: String) {
    self.place = place
    self.expected = expected
    self.found = found
  }

  package var description: String { "\(place): expected \(expected), found \(found)" }
}

/// The head of one HTTP request, as it was sent.
///
/// All text stands in one buffer and the parts are ranges of it, so that an engine can fill the same
/// value again for each request without an allocation, and a test can make one from strings.
package struct Request: Sendable {
  /// The methods that the mock tells apart; compared with case, as RFC 9110 section 9.1 says.
  package enum Method: Sendable, Equatable {
    case get, head, post, other
  }

  /// The header fields that somebody here reads.
  package enum Field: Int, CaseIterable, Sendable {
    case host, authorization, contentType, contentEncoding, contentLength, transferEncoding, expect
    case range, ifNoneMatch, ifModifiedSince, ifRange

    /// The name in lower case.
    package var name: StaticString {
      switch self {
      case .host: "host"
      case .authorization: "authorization"
      case .contentType: "content-type"
      case .contentEncoding: "content-encoding"
      case .contentLength: "content-length"
      case .transferEncoding: "transfer-encoding"
      case .expect: "expect"
      case .range: "range"
      case .ifNoneMatch: "if-none-match"
      case .ifModifiedSince: "if-modified-since"
      case .ifRange: "if-range"
      }
    }
  }

  /// What was sent of a field: nothing, one line, or several lines of the same name.
  package enum Value: Sendable, Equatable {
    case absent
    case one(Range<Int>)
    case several
  }

  /// One `name=value` of the query; `value` is empty when there was no `=`.
  package struct Argument: Sendable {
    package let name: Range<Int>
    package let value: Range<Int>
  }

  /// The text that the ranges point into.
  package var text: [UInt8] = []
  package private(set) var method = Method.other
  /// The path of the target, still percent-encoded, without query; an absolute-form target is
  /// already reduced to its path.
  package private(set) var path = 0..<0
  /// The query's arguments in their order, still percent-encoded.
  package private(set) var arguments: [Argument] = []
  private var values = InlineArray<11, Value>(repeating: .absent)

  /// An empty request, to be filled by `start` and `add`.
  package init() {
    text.reserveCapacity(1024)
  }

  /// Forgets everything and begins a new request.
  @inlinable
  package mutating func start(method: some Collection<UInt8>, target: some Collection<UInt8>) {
    reset()
    let methodRange = append(method)
    let targetRange = append(target)
    setMethod(methodRange)
    setPath(targetRange)
  }

  /// Adds a field line; one that nobody here reads is passed over.
  @inlinable
  package mutating func add(field name: some Collection<UInt8>, value: some Collection<UInt8>) {
    guard let field = Self.field(named: name) else { return }
    set(field, append(value))
  }

  /// Adds an argument of the query.
  @inlinable
  package mutating func add(argument name: some Collection<UInt8>, value: some Collection<UInt8>) {
    addArgument(append(name), append(value))
  }

  /// What was sent of `field`.
  package func value(of field: Field) -> Value {
    values[field.rawValue]
  }

  /// The text of a range, as a string; ill-formed UTF-8 is repaired with U+FFFD.
  package func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// Compares the text of a range with `other`, byte by byte.
  package func text(_ range: Range<Int>, equals other: StaticString) -> Bool {
    other.withUTF8Buffer { text[range].elementsEqual($0) }
  }

  @usableFromInline
  package mutating func reset() {
    text.removeAll(keepingCapacity: true)
    arguments.removeAll(keepingCapacity: true)
    values = InlineArray(repeating: .absent)
  }

  @inlinable
  package mutating func append(_ bytes: some Collection<UInt8>) -> Range<Int> {
    let start = text.count
    text.append(contentsOf: bytes)
    return start..<text.count
  }

  @usableFromInline
  package mutating func setMethod(_ range: Range<Int>) {
    method =
      if text(range, equals: "GET") {
        .get
      } else if text(range, equals: "POST") {
        .post
      } else if text(range, equals: "HEAD") {
        .head
      } else {
        .other
      }
  }

  @usableFromInline
  package mutating func set(_ field: Field, _ range: Range<Int>) {
    let isFirst = values[field.rawValue] == .absent
    values[field.rawValue] = isFirst ? .one(range) : .several
  }

  @usableFromInline
  package mutating func addArgument(_ name: Range<Int>, _ value: Range<Int>) {
    arguments.append(Argument(name: name, value: value))
  }

  /// Takes the path out of a target; of an absolute-form target (RFC 9112 section 3.2.2) the
  /// authority replaces what the Host field says.
  @usableFromInline
  package mutating func setPath(_ target: Range<Int>) {
    path = target
    guard text[target].first != UInt8(ascii: "/") else { return }
    let scheme = Array("http://".utf8)
    guard text[target].prefix(scheme.count).lowercasedASCII() == scheme else { return }
    let authority = text[target].dropFirst(scheme.count).prefix { $0 != UInt8(ascii: "/") }
    values[Field.host.rawValue] = .one(authority.indices)
    path = authority.endIndex..<target.upperBound
    if path.isEmpty {
      path = append(CollectionOfOne(UInt8(ascii: "/")))
    }
  }

  @inlinable
  package static func field(named name: some Collection<UInt8>) -> Field? {
    let length = name.count
    for field in Field.allCases where field.name.utf8CodeUnitCount == length {
      if field.name.withUTF8Buffer({ zip($0, name).allSatisfy { $0 == $1 | 0x20 || $0 == $1 } }) {
        return field
      }
    }
    return nil
  }
}

extension Collection<UInt8> {
  /// The bytes with A–Z made lower-case.
  package func lowercasedASCII() -> [UInt8] {
    map { (65...90).contains($0) ? $0 | 0x20 : $0 }
  }
}

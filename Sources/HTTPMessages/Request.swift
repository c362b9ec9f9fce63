/// The head of one HTTP request, as it was sent.
///
/// All text stands in one buffer and the parts are ranges of it. An engine fills the same object again
/// for each request, so nothing is allocated or copied for one; whoever is handed it must not keep it.
package final class Request {
  /// The methods that the mock tells apart; compared with case, as RFC 9110 section 9.1 says.
  package enum Method: Sendable, Equatable {
    case get, head, post, options, other
  }

  /// The header fields that somebody here reads.
  package enum Field: Int, CaseIterable, Sendable {
    case host, authorization, contentType, contentEncoding, contentLength, transferEncoding, expect
    case range, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, ifRange
  }

  /// What was sent of a field: nothing, one line, or several lines of the same name.
  package enum Value: Sendable, Equatable {
    case absent
    case one(Range<Int>)
    case several
  }

  /// Where the last line of a field stands, and whether it was the only one.
  private struct Line: Sendable {
    var start: UInt32 = 0
    var end: UInt32 = 0
    var count: UInt8 = 0
  }

  /// A field as it was sent.
  package struct FieldLine: Sendable {
    package let name: Range<Int>
    package let value: Range<Int>
  }

  /// One `name=value` of the query; `value` is empty when there was no `=`.
  package struct Argument: Sendable {
    package let name: Range<Int>
    package let value: Range<Int>
  }

  /// The text that the ranges point into.
  package private(set) var text: [UInt8] = []
  package private(set) var method = Method.other
  /// The target as it was sent, without query.
  package private(set) var target = 0..<0
  /// The path of the target, still percent-encoded, without query; an absolute-form target is
  /// already reduced to its path.
  package private(set) var path = 0..<0
  /// The client is on this machine.
  package var isFromThisMachine = true
  /// The query's arguments in their order, still percent-encoded.
  package private(set) var arguments: [Argument] = []
  /// All field lines in their order, also those that nobody here reads; empty unless they are kept.
  package private(set) var fieldLines: [FieldLine] = []
  private let keepsFieldLines: Bool
  private var lines = InlineArray<13, Line>(repeating: Line())
  private var authorityOfTarget: Range<Int>?

  /// An empty request, to be filled by `start` and `add`.
  ///
  /// - Parameter keepsFieldLines: for whoever passes requests on as they came.
  package init(keepsFieldLines: Bool = false) {
    self.keepsFieldLines = keepsFieldLines
    text.reserveCapacity(1024)
  }

  /// Forgets everything and begins a new request.
  package func start(method: RawSpan, target: RawSpan) {
    text.removeAll(keepingCapacity: true)
    arguments.removeAll(keepingCapacity: true)
    if keepsFieldLines { fieldLines.removeAll(keepingCapacity: true) }
    lines = InlineArray(repeating: Line())
    authorityOfTarget = nil
    let methodRange = append(method)
    self.method =
      if text(methodRange, equals: "GET") {
        .get
      } else if text(methodRange, equals: "POST") {
        .post
      } else if text(methodRange, equals: "HEAD") {
        .head
      } else if text(methodRange, equals: "OPTIONS") {
        .options
      } else {
        .other
      }
    self.target = append(target)
    path = self.target
    if text[path].first != UInt8(ascii: "/") { takeAbsoluteForm() }
  }

  /// Adds a field line; one that nobody here reads is passed over, unless all are kept.
  package func add(field name: RawSpan, value: RawSpan) {
    if keepsFieldLines {
      fieldLines.append(FieldLine(name: append(name), value: append(value)))
    }
    guard let field = Field(name) else { return }
    var range = append(value)
    if field.isList, case .one(let before) = self.value(of: field) {
      // Several lines are one list (RFC 9110 section 5.3).
      range = append(joining: before, range)
      lines[field.rawValue].count = 0
    }
    lines[field.rawValue].start = UInt32(truncatingIfNeeded: range.lowerBound)
    lines[field.rawValue].end = UInt32(truncatingIfNeeded: range.upperBound)
    lines[field.rawValue].count &+= lines[field.rawValue].count < 2 ? 1 : 0
  }

  /// Adds an argument of the query.
  package func add(argument name: RawSpan, value: RawSpan) {
    arguments.append(Argument(name: append(name), value: append(value)))
  }

  /// The method as it was sent.
  package var methodText: Range<Int> { 0..<target.lowerBound }

  /// What was sent of `field`.
  package func value(of field: Field) -> Value {
    if field == .host, let authorityOfTarget { return .one(authorityOfTarget) }
    let line = lines[field.rawValue]
    switch line.count {
    case 0: return .absent
    case 1: return .one(Int(line.start)..<Int(line.end))
    default: return .several
    }
  }

  /// Whether a body follows the head (RFC 9112 section 6).
  package var hasBody: Bool {
    value(of: .contentLength) != .absent || value(of: .transferEncoding) != .absent
  }

  /// Whether it can be told where the body ends: by one Content-Length, or by chunks (RFC 9112
  /// section 6.3).
  package var hasClearLength: Bool {
    switch value(of: .transferEncoding) {
    case .absent: value(of: .contentLength) != .several
    case .one(let range): text[range].equalsIgnoringCase("chunked")
    case .several: false
    }
  }

  /// The length that Content-Length announces, `Int.max` for one beyond; 0 where it is not a number.
  package var declaredLength: Int {
    guard case .one(let range) = value(of: .contentLength) else { return 0 }
    return text[range].saturatedNumber ?? 0
  }

  /// The text of a range, as a string; ill-formed UTF-8 is repaired with U+FFFD.
  package func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// Compares the text of a range with `other`, byte by byte.
  package func text(_ range: Range<Int>, equals other: StaticString) -> Bool {
    text[range].equals(other)
  }

  private func append(_ bytes: RawSpan) -> Range<Int> {
    let start = text.count
    bytes.withUnsafeBytes { text.append(contentsOf: $0) }
    return start..<text.count
  }

  private func append(joining first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
    let start = text.count
    text += text[first] + [UInt8(ascii: ",")] + text[second]
    return start..<text.count
  }

  /// Takes the path out of an absolute-form target (RFC 9112 section 3.2.2), whose authority replaces
  /// what the Host field says.
  private func takeAbsoluteForm() {
    let scheme = "http://".utf8
    let target = text[path]
    guard target.prefix(scheme.count).equalsIgnoringCase("http://") else { return }
    let authority = target.dropFirst(scheme.count).prefix { $0 != UInt8(ascii: "/") }
    authorityOfTarget = authority.indices
    path = authority.endIndex..<target.endIndex
    if path.isEmpty {
      text.append(UInt8(ascii: "/"))
      path = text.count - 1..<text.count
    }
  }
}

extension Request.Field {
  /// Its value is a list, which may be sent in parts.
  fileprivate var isList: Bool { self == .ifMatch || self == .ifNoneMatch }

  /// The field of that name, in any case.
  fileprivate init?(_ name: RawSpan) {
    switch name.byteCount {
    case 4 where name.equalsIgnoringCase("host"): self = .host
    case 5 where name.equalsIgnoringCase("range"): self = .range
    case 6 where name.equalsIgnoringCase("expect"): self = .expect
    case 8 where name.equalsIgnoringCase("if-match"): self = .ifMatch
    case 8 where name.equalsIgnoringCase("if-range"): self = .ifRange
    case 12 where name.equalsIgnoringCase("content-type"): self = .contentType
    case 13 where name.equalsIgnoringCase("authorization"): self = .authorization
    case 13 where name.equalsIgnoringCase("if-none-match"): self = .ifNoneMatch
    case 14 where name.equalsIgnoringCase("content-length"): self = .contentLength
    case 16 where name.equalsIgnoringCase("content-encoding"): self = .contentEncoding
    case 17 where name.equalsIgnoringCase("transfer-encoding"): self = .transferEncoding
    case 17 where name.equalsIgnoringCase("if-modified-since"): self = .ifModifiedSince
    case 19 where name.equalsIgnoringCase("if-unmodified-since"): self = .ifUnmodifiedSince
    default: return nil
    }
  }
}

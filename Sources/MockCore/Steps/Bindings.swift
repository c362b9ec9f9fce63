/// What the names of a story's `${…}` stand for.
package struct Bindings: Sendable {
  private var values: [String: JSONValue] = [:]

  package init() {}

  package subscript(name: String) -> JSONValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The text with every name replaced; a name that stands for nothing stays as it is.
  package func filled(_ text: String) -> String {
    Template(text).parts.map { part in
      switch part {
      case .text(let text): text
      case .name(let name): values[name].map(Self.text) ?? "${\(name)}"
      }
    }.joined()
  }

  /// The value with every name in its texts replaced; a text that is one name becomes that value, of whatever
  /// kind.
  package func filled(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool, .number: return value
    case .string(let utf8):
      guard utf8.contains(UInt8(ascii: "$")) else { return value }
      let text = String(decoding: utf8, as: UTF8.self)
      if case .name(let name)? = Template(text).only { return values[name] ?? value }
      return .string(Array(filled(text).utf8))
    case .array(let elements): return .array(elements.map { filled($0) })
    case .object(let members):
      return .object(members.map { .init(key: $0.key, value: filled($0.value)) })
    }
  }

  /// The names in a text that stand for nothing.
  package func missing(in text: String) -> [String] {
    Template(text).names.filter { values[$0] == nil }
  }

  private static func text(_ value: JSONValue) -> String { value.string ?? value.json }
}

/// A text with names in it: `/v1/requests/${job.request_id}/status`.
struct Template {
  enum Part {
    case text(String)
    case name(String)
  }

  let parts: [Part]
  /// A `${` has no `}` behind it; it is taken for a part of the text.
  let isOpen: Bool

  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
      if start.lowerBound > rest.startIndex {
        parts.append(.text(String(rest[..<start.lowerBound])))
      }
      parts.append(.name(String(rest[start.upperBound..<end])))
      rest = rest[rest.index(after: end)...]
    }
    isOpen = rest.contains("${")
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The part, when it is the only one.
  var only: Part? { parts.count == 1 ? parts[0] : nil }

  var names: [String] {
    parts.compactMap { part in
      guard case .name(let name) = part else { return nil }
      return name
    }
  }
}

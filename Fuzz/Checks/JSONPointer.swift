internal import MockCore

/// JSON pointers (RFC 6901), resolved in a document that may have a key twice.
enum JSONPointer {
  static func steps(of pointer: String) -> [String] {
    // As scalars: a character that combines with the slash would hide it.
    pointer.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      unescaped($0)
    }
  }

  private static func unescaped(_ step: Substring.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    var rest = step
    while let scalar = rest.popFirst() {
      guard scalar == "~", let escape = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      result.append(escape == "0" ? "~" : "/")
    }
    return String(result)
  }

  /// The values at a pointer: more than one where a key stands more than once.
  static func nodes(
    at steps: ArraySlice<String>, in document: JSONDocument, from start: Int = 0
  ) -> [Int] {
    steps.reduce(into: [start]) { nodes, step in
      nodes = nodes.flatMap { children(of: $0, at: step, in: document) }
    }
  }

  private static func children(of node: Int, at step: String, in document: JSONDocument) -> [Int] {
    switch document.nodes[node].kind {
    case .array:
      guard let index = Int(step), index >= 0 else { return [] }
      return Array(document.elements(of: node).dropFirst(index).prefix(1))
    case .object:
      // A violation names a long key by its excerpt.
      return document.keys(of: node).filter {
        document.excerpt($0).utf8.elementsEqual(step.utf8)
      }.map { document.value(ofKey: $0) }
    case .null, .true, .false, .number, .string: return []
    }
  }
}

extension JSONDocument {
  /// The keys and indices that lead to a node, such as `input_schema.properties.seed.type` or `models[2]`;
  /// to a key the same as to its value.
  package func path(to target: Int) -> String {
    var path = ""
    var place = 0
    while place != target {
      if nodes[place].kind == .array {
        var position = 0
        var element = place + 1
        while nodes[element].next <= target {
          element = Int(nodes[element].next)
          position += 1
        }
        path += "[\(position)]"
        place = element
      } else {
        var key = place + 1
        while nodes[key + 1].next <= target { key = Int(nodes[key + 1].next) }
        path += (path.isEmpty ? "" : ".") + string(key)
        if key == target { break }
        place = key + 1
      }
    }
    return path
  }

  /// The keys of an object that stand there before, in the order of the text.
  package func duplicateKeys(of object: Int) -> [Int] {
    let keys = Array(keys(of: object))
    // Most objects have few keys, and most of those differ in length.
    guard keys.count > 16 else {
      return keys.indices
        .filter { later in keys[..<later].contains { areEqual($0, keys[later]) } }
        .map { keys[$0] }
    }
    var seen: Set<[UInt8]> = []
    return keys.filter { !seen.insert(stringBytes($0)).inserted }
  }

  /// Compares two strings, code point by code point.
  private func areEqual(_ a: Int, _ b: Int) -> Bool {
    guard !nodes[a].isEscaped, !nodes[b].isEscaped else { return stringBytes(a) == stringBytes(b) }
    return nodes[a].range.count == nodes[b].range.count
      && text[nodes[a].range] == text[nodes[b].range]
  }
}

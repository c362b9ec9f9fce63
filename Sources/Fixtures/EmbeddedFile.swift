internal import CFixtures

/// A file of `fixtures/` or `scenarios/` that is part of the binary.
package struct EmbeddedFile: Sendable {
  /// Its path below the repository's root.
  package let path: String
  private let index: Int

  /// Every one, in the order in which `scripts/embed` lists them.
  package static var all: [EmbeddedFile] {
    sequence(state: 0) { index in
      defer { index += 1 }
      return fixture_at(index).path.map {
        EmbeddedFile(path: String(cString: $0), index: index)
      }
    }.map { $0 }
  }

  /// Those whose paths begin with `prefix`, in the same order.
  package static func all(below prefix: String) -> [EmbeddedFile] {
    all.filter { $0.path.hasPrefix(prefix) }
  }

  /// A copy of what it holds; made anew each time, so that a file costs nothing until it is read.
  package var text: [UInt8] {
    let fixture = fixture_at(index)
    // The address of a constant of the binary, good for ever; the length is that of the constant.
    return Array(UnsafeBufferPointer(start: fixture.bytes, count: fixture.length))
  }
}

extension EmbeddedFile {
  /// The file of a path below the repository's root; nil when there is none.
  package init?(_ path: String) {
    guard let file = Self.all.first(where: { $0.path == path }) else { return nil }
    self = file
  }
}

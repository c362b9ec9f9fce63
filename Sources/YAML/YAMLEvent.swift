/// One step through a YAML text.
package struct YAMLEvent: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// UTF-8; `isPlain` when it was written without quotation marks or a block.
    case scalar([UInt8], isPlain: Bool)
    case sequence, sequenceEnd
    case mapping, mappingEnd
    case alias
    /// A document begins.
    case document
  }

  package let kind: Kind
  package let place: YAMLPlace
  /// It is marked with `!tag`.
  package let hasTag: Bool
  /// It is marked with `&anchor`.
  package let hasAnchor: Bool
}

/// Why a text is not YAML.
package struct YAMLError: Error, Sendable, Equatable {
  package enum Place: Sendable, Equatable {
    case mark(YAMLPlace)
    /// The first byte that is no character of YAML in UTF-8.
    case offset(Int)
  }

  /// In libyaml's words.
  package let reason: String
  package let place: Place
}

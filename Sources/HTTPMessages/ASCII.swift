// ASCII letters in the bytes of a message: HTTP compares names, schemes and hosts without case.

extension UInt8 {
  /// The byte with A–Z made lower-case.
  package var lowercasedASCII: UInt8 {
    (65...90).contains(self) ? self | 0x20 : self
  }
}

extension RawSpan {
  /// Whether these are the bytes of `text`, which must be in lower case, in any case.
  func equalsIgnoringCase(_ text: StaticString) -> Bool {
    guard byteCount == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in 0..<text.count {
        let byte = unsafeLoad(fromByteOffset: index, as: UInt8.self)
        if byte.lowercasedASCII != text[index] { return false }
      }
      return true
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether these are the bytes of `text`, which must be in lower case, in any case.
  package func equalsIgnoringCase(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in 0..<text.count where self[startIndex + index].lowercasedASCII != text[index] {
        return false
      }
      return true
    }
  }

  /// Whether these are exactly the bytes of `other`.
  package func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<other.count where self[startIndex &+ index] != other[index] { return false }
    return true
  }

  /// Whether these are exactly the bytes of `text`.
  package func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }

  /// Whether the bytes begin with those of `text`.
  package func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in 0..<text.count where self[startIndex + index] != text[index] {
        return false
      }
      return true
    }
  }
}

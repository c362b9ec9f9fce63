// ASCII letters in the bytes of a message: HTTP compares names, schemes and hosts without case.

extension UInt8 {
  /// The byte with A–Z made lower-case.
  package var lowercasedASCII: UInt8 {
    (65...90).contains(self) ? self | 0x20 : self
  }
}

extension RawSpan {
  /// Whether `count` bytes from one place are those of another span from another, both of which must have
  /// as many; eight are compared at once.
  package func equals(from start: Int, _ other: RawSpan, from otherStart: Int, count: Int) -> Bool {
    precondition(start >= 0 && otherStart >= 0 && count >= 0)
    precondition(start + count <= byteCount && otherStart + count <= other.byteCount)
    var offset = 0
    while offset &+ 8 <= count {
      let a = unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ offset, as: UInt64.self)
      let b = other.unsafeLoadUnaligned(
        fromUncheckedByteOffset: otherStart &+ offset, as: UInt64.self)
      if a != b { return false }
      offset &+= 8
    }
    while offset < count {
      let a = unsafeLoad(fromUncheckedByteOffset: start &+ offset, as: UInt8.self)
      let b = other.unsafeLoad(fromUncheckedByteOffset: otherStart &+ offset, as: UInt8.self)
      if a != b { return false }
      offset &+= 1
    }
    return true
  }

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
    count == other.count
      && span.bytes.equals(from: 0, other.span.bytes, from: 0, count: count)
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

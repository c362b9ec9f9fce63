/// What a request wants of a file: all of it, or one range of bytes (RFC 9110 section 14).
///
/// A range that cannot be read, a unit other than bytes and several ranges ask for the whole file, which a
/// server may always send (section 14.2).
package enum RangeRequest: Sendable, Equatable {
  case whole
  /// From an offset through another, both counted from 0; `through` is `Int.max` when it is left open.
  case from(Int, through: Int)
  /// So many bytes at the end.
  case last(Int)

  /// What is sent of a file of a length.
  package enum Part: Sendable, Equatable {
    case whole
    case bytes(Range<Int>)
    /// There is nothing in that range.
    case unsatisfiable
  }

  /// The range that the value of a `Range` field asks for.
  package init(_ value: ArraySlice<UInt8>) {
    self = .whole
    guard value.prefix(6).equalsIgnoringCase("bytes=") else { return }
    // Empty elements of a list are passed over (RFC 9110 section 5.6.1.2).
    let ranges = value.dropFirst(6).split(separator: UInt8(ascii: ","))
      .map(\.withoutBlanks).filter { !$0.isEmpty }
    guard ranges.count == 1, let dash = ranges[0].firstIndex(of: UInt8(ascii: "-")) else { return }
    let (first, last) = (ranges[0][..<dash], ranges[0][(dash + 1)...])
    switch (first.isEmpty, last.isEmpty) {
    case (true, true): return
    case (true, false): if let count = last.saturatedNumber { self = .last(count) }
    case (false, true):
      if let start = first.saturatedNumber { self = .from(start, through: .max) }
    case (false, false):
      guard let start = first.saturatedNumber, let end = last.saturatedNumber, start <= end else {
        return
      }
      self = .from(start, through: end)
    }
  }

  /// What is sent of a file of `length` bytes, which is not empty.
  package func part(of length: Int) -> Part {
    switch self {
    case .whole: .whole
    case .from(let start, _) where start >= length: .unsatisfiable
    case .from(let start, let end): .bytes(start..<min(end, length - 1) + 1)
    case .last(0): .unsatisfiable
    case .last(let count): .bytes(length - min(count, length)..<length)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without the blanks and tabs at both ends.
  var withoutBlanks: ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var text = drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  /// The number that the digits mean, `Int.max` for one beyond; nil when there is anything but digits.
  var saturatedNumber: Int? {
    var number = 0
    for byte in self {
      guard (0x30...0x39).contains(byte) else { return nil }
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(byte - 0x30))
      number = overflow || carry ? .max : sum
    }
    return isEmpty ? nil : number
  }
}

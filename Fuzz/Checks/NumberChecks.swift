internal import MockCore

/// What holds for every number, and for every two.
enum NumberChecks {
  static func check(_ numbers: [JSONNumber]) throws(BrokenProperty) {
    for number in numbers {
      try check(number)
      for other in numbers { try check(number, other) }
    }
  }

  private static func check(_ number: JSONNumber) throws(BrokenProperty) {
    let text = number.description
    if !number.isExtreme {
      try expect(JSONNumber(text.utf8) == number, "\(text) is written otherwise than it is read")
    }
    guard let integer = number.integer else { return }
    try expect(number.isInteger, "\(text) is an Int but not an integer")
    try expect(JSONNumber(integer) == number, "\(text) is not \(integer)")
  }

  /// The order is total, and that of `Double` where `Double` can tell the two apart.
  private static func check(_ a: JSONNumber, _ b: JSONNumber) throws(BrokenProperty) {
    let relations = (a < b ? 1 : 0) + (a == b ? 1 : 0) + (b < a ? 1 : 0)
    try expect(relations == 1, "\(relations) of <, == and > hold between \(a) and \(b)")
    guard let roundedA = Double(a.description), let roundedB = Double(b.description) else { return }
    try expect(!(roundedA < roundedB) || a < b, "\(a) is not less than \(b)")
    try expect(!(a == b) || roundedA == roundedB, "\(a) equals \(b)")
  }
}

extension JSONNumber {
  /// The exponent is one that may count as ±10^18, so that the text need not denote the number.
  var isExtreme: Bool {
    guard let exponent = description.split(separator: "e").dropFirst().first else { return false }
    return exponent.count >= 18
  }
}

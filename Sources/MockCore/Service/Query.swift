internal import HTTPMessages

/// The arguments of a query by name.
///
/// Of an argument that stands twice the first counts.
struct Query {
  private let request: Request

  init(_ request: Request) {
    self.request = request
  }

  /// The value of an argument, percent-decoded.
  subscript(name: String) -> String? {
    request.arguments
      .first { Self.decoded(request.text[$0.name]) == name }
      .map { Self.decoded(request.text[$0.value]) }
  }

  /// Resolves `%XX`; a percent sign without two hexadecimal digits stands for itself.
  private static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Hex.value(of: $0) }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        result.append(digits[0] << 4 | digits[1])
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

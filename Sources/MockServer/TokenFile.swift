package import MockCore

/// A file of tokens: one a line, blanks around it and empty lines ignored, `#` begins a comment line.
package enum TokenFile {
  /// Reads the file.
  ///
  /// - Throws: `MockServerError` when it cannot be read, holds no token, or a line is not one; the
  ///   message names the line and never shows what it holds.
  package static func tokens(at path: String) throws(MockServerError) -> Set<Token> {
    try tokens(in: TextFile.read(path), path: path)
  }

  static func tokens(in text: [UInt8], path: String) throws(MockServerError) -> Set<Token> {
    var tokens: Set<Token> = []
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var line = line.drop(while: isBlank)
      while let last = line.last, isBlank(last) { line.removeLast() }
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      do throws(Token.Problem) {
        tokens.insert(try Token(line))
      } catch {
        throw MockServerError(
          description: "\(path):\(index + 1):1: error: expected a token of 1 to 512 visible ASCII "
            + "characters without blanks and commas")
      }
    }
    guard !tokens.isEmpty else {
      throw MockServerError(description: "\(path):1:1: error: the file holds no token")
    }
    return tokens
  }
}

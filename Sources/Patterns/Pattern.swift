internal import CPatterns

/// A regular expression as JSON Schema's keyword `pattern` has it: ECMA-262, found anywhere in the text.
///
/// PCRE2 runs it, with the options that make it read and match as JavaScript does; what only PCRE2 knows
/// is refused.
package final class Pattern: Sendable {
  /// Whether a pattern is found in a text.
  package enum Outcome: Sendable {
    case found, absent
    /// It would take more steps, or more memory, than are left.
    case tooCostly
  }

  /// How many steps the searches for one body may take in all; some twenty milliseconds.
  package static let stepLimit: Int64 = 1_000_000
  /// How much memory a search may take, in KiB.
  private static let memoryLimit: UInt32 = 4096

  package let text: String
  // Compiled code is read only and may be used by several threads at once (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer

  /// Compiles a pattern.
  package init(_ text: String) throws(PatternError) {
    self.text = text
    let pattern = Array(text.utf8)
    try ECMASyntax.check(pattern)
    // As it was written too: what is wrong is told of that.
    let written = try Self.compiled(pattern)
    let spelledOut = ECMASyntax.whitespaceSpelledOut(in: pattern)
    guard spelledOut != pattern, let code = try? Self.compiled(spelledOut) else {
      code = written
      return
    }
    pcre2_code_free_8(written)
    self.code = code
  }

  private static func compiled(_ pattern: [UInt8]) throws(PatternError) -> OpaquePointer {
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_compile_extra_options_8(context, pattern_extra_options)
    // JavaScript's dot stops at CR too.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    var error: Int32 = 0
    var offset = 0
    guard
      let code = pcre2_compile_8(
        pattern, pattern.count, pattern_options, &error, &offset, context)
    else { throw PatternError(reason: message(error), offset: offset) }
    return code
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// Searches UTF-8 for the pattern, and takes what that costs from `steps`.
  package func search(_ text: [UInt8], steps: inout Int64) -> Outcome {
    switch pattern_search(code, text, text.count, Self.memoryLimit, &steps) {
    case 1: .found
    case 0: .absent
    default: .tooCostly
    }
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
  }
}

/// Why a text is not a pattern.
package struct PatternError: Error, Equatable, Sendable {
  package let reason: String
  /// Offset in the pattern's UTF-8, from 0.
  package let offset: Int
}

internal import CPatterns

/// A regular expression as JSON Schema's keyword `pattern` has it: ECMA-262, found anywhere in the text.
///
/// PCRE2 runs it, with the options that make it read and match as JavaScript does. The few escapes of
/// Perl that JavaScript lacks (`\A`, `\Z`, `\h` …) are understood too.
package final class Pattern: Sendable {
  /// Whether a pattern is found in a text.
  package enum Outcome: Sendable {
    case found, absent
    /// It would take more steps, or more memory, than are allowed.
    case tooCostly
  }

  /// How many steps a search may take; some ten milliseconds.
  private static let stepLimit: UInt32 = 1_000_000
  /// How much memory a search may take, in KiB.
  private static let memoryLimit: UInt32 = 4096

  // Compiled code is read only and may be used by several threads at once (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer

  /// Compiles the UTF-8 of a pattern.
  package init(_ pattern: [UInt8]) throws(PatternError) {
    // As it was written too: what is wrong is told of that.
    let written = try Self.compiled(pattern)
    let spelledOut = JavaScriptWhitespace.spelledOut(in: pattern)
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

  /// Searches UTF-8 for the pattern.
  package func search(_ text: [UInt8]) -> Outcome {
    let context = pcre2_match_context_create_8(nil)
    let data = pcre2_match_data_create_8(1, nil)
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_match_limit_8(context, Self.stepLimit)
    pcre2_set_heap_limit_8(context, Self.memoryLimit)
    let result = pcre2_match_8(code, text, text.count, 0, 0, data, context)
    switch result {
    case PCRE2_ERROR_NOMATCH: return .absent
    case 0...: return .found
    default: return .tooCostly
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

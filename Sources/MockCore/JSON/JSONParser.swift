/// A strict parser of RFC 8259: UTF-8 without byte order mark, no lone surrogates, at most 64
/// levels, nothing after the value.
///
/// Numbers stay text and duplicate keys stay in the document, because the validator must see both.
///
/// One loop with its state in local variables, which stay in registers: a place that was kept in a
/// struct and moved by its methods would be written to memory and read again for each byte.
enum JSONParser {
  static let maximumDepth = 64
  /// The largest number of keys and values.
  ///
  /// No real body comes near; without a bound 64 MiB of `[1,1,1…` would keep the loop busy for
  /// seconds (RFC 8259 section 9 leaves such limits to the parser).
  static let maximumNodes = 250_000
  /// The longest number, in characters; longer than any that can be meant (RFC 8259 section 6).
  static let maximumNumber = 10_000

  /// Why the text is not JSON, and the offset of the first byte that cannot stand where it is.
  struct Failure: Error {
    let reason: String
    let offset: Int

    init(_ reason: String, at offset: Int) {
      self.reason = reason
      self.offset = offset
    }
  }

  /// Parses `text` into `nodes`, whose buffer is used again.
  static func parse(_ text: [UInt8], into nodes: inout [JSONNode]) throws(JSONError) {
    do throws(Failure) {
      guard text.count < Int(UInt32.max) else {
        throw Failure("the text is longer than 4 GiB", at: 0)
      }
      // Each node takes two bytes of text, but for those of containers that are not closed.
      var room = max(min(text.count / 2 + 1 + maximumDepth, 4096), nodes.capacity)
      var isParsed = false
      while !isParsed {
        nodes.removeAll(keepingCapacity: true)
        try nodes.append(addingCapacity: min(room, maximumNodes + 1)) { (nodes) throws(Failure) in
          isParsed = try parse(text.span.bytes, into: &nodes)
        }
        room *= 8
      }
    } catch {
      throw JSONError(error.reason, at: error.offset, in: text)
    }
  }

  /// False when there was not room enough for the nodes.
  private static func parse(
    _ text: RawSpan, into nodes: inout OutputSpan<JSONNode>
  ) throws(Failure) -> Bool {
    var at = skipWhitespace(text, 0)
    guard at < text.byteCount else {
      throw Failure("a value was expected, but the text is empty", at: at)
    }
    var depth = 0
    // Index of the innermost open container, and whether it is an object. While a container is open
    // its node has the one around it as `next`.
    var container = 0
    var isObject = false

    while true {
      // A value begins here. The room is for it and for the key that may follow.
      guard nodes.freeCapacity >= 2 else {
        guard nodes.count < maximumNodes else {
          throw Failure("there are more than \(maximumNodes) keys and values", at: at)
        }
        return false
      }
      guard at < text.byteCount else {
        throw Failure("a value was expected, but the text ends", at: at)
      }
      let first = byte(text, at)
      switch first {
      case UInt8(ascii: "\""):
        at = try appendString(text, at, to: &nodes)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < maximumDepth else {
          throw Failure(
            "arrays and objects are nested deeper than \(maximumDepth) levels", at: at)
        }
        isObject = first == UInt8(ascii: "{")
        let opened = nodes.count
        nodes.append(JSONNode(isObject ? .object : .array, start: at, end: at, next: container))
        container = opened
        depth &+= 1
        at = skipWhitespace(text, at &+ 1)
        // The two closing brackets too are the opening ones and 2.
        if at < text.byteCount, byte(text, at) == first &+ 2 { break }
        if isObject { at = try appendKey(text, at, to: &nodes) }
        continue
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let end = try endOfNumber(text, at)
        nodes.append(JSONNode(.number, start: at, end: end, next: nodes.count &+ 1))
        at = end
      default:
        let (kind, length) = try word(text, at)
        nodes.append(JSONNode(kind, start: at, end: at &+ length, next: nodes.count &+ 1))
        at &+= length
      }

      // A value has ended here, or an empty container is about to.
      while true {
        at = skipWhitespace(text, at)
        guard depth > 0 else {
          guard at == text.byteCount else {
            throw Failure("nothing may follow the value, found \(found(text, at))", at: at)
          }
          return true
        }
        let next = at < text.byteCount ? byte(text, at) : 0
        if next == UInt8(ascii: ",") {
          at = skipWhitespace(text, at &+ 1)
          if isObject { at = try appendKey(text, at, to: &nodes) }
          break
        }
        guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          let close = isObject ? "}" : "]"
          throw Failure("',' or '\(close)' was expected, found \(found(text, at))", at: at)
        }
        at &+= 1
        let outer = Int(nodes[container].next)
        nodes[container].close(end: at, next: nodes.count)
        container = outer
        isObject = nodes[outer].kind == .object
        depth &-= 1
      }
    }
  }

  /// Appends the key that begins here; gives the place of its value.
  @inline(__always)
  private static func appendKey(
    _ text: RawSpan, _ start: Int, to nodes: inout OutputSpan<JSONNode>
  ) throws(Failure) -> Int {
    guard start < text.byteCount, byte(text, start) == UInt8(ascii: "\"") else {
      throw Failure(
        "a key in quotation marks was expected, found \(found(text, start))", at: start)
    }
    let colon = skipWhitespace(text, try appendString(text, start, to: &nodes))
    guard colon < text.byteCount, byte(text, colon) == UInt8(ascii: ":") else {
      throw Failure("':' was expected after the key, found \(found(text, colon))", at: colon)
    }
    return skipWhitespace(text, colon &+ 1)
  }

  /// Appends the string whose quotation mark is here; gives the place behind it.
  @inline(__always)
  private static func appendString(
    _ text: RawSpan, _ start: Int, to nodes: inout OutputSpan<JSONNode>
  ) throws(Failure) -> Int {
    var end = skipPlainText(text, start &+ 1)
    var isEscaped = false
    if end >= text.byteCount || byte(text, end) != UInt8(ascii: "\"") {
      (end, isEscaped) = try endOfString(text, end)
    }
    var node = JSONNode(.string, start: start &+ 1, end: end, next: nodes.count &+ 1)
    if isEscaped { node.markEscaped() }
    nodes.append(node)
    return end &+ 1
  }
}

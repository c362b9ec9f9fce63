// What libcurl would send as something else than was meant, or not at all.

extension ClientRequest {
  /// Why the request cannot be sent as it is written, apart from its URL; nil when it can.
  var problem: String? {
    guard !method.isEmpty, method.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      return "the method is empty, or has a space or a control character"
    }
    if let target, target.isEmpty || target.breaksLine {
      return "the target is empty, or has a CR, LF or NUL"
    }
    for name in fields.map(\.name) + removedFields where !name.isToken {
      return "\"\(name)\" is no name of a field"
    }
    for field in fields where field.value.breaksLine {
      return "the value of the field \(field.name) has a CR, LF or NUL"
    }
    if fields.count(where: { $0.name.lowercased() == "host" }) > 1 {
      return "the field Host can be sent once only"
    }
    return method == "HEAD" && body.count != nil ? "HEAD is sent without a body only" : nil
  }

  /// Whether it may be sent again on another connection when a kept one died before anything of an answer
  /// came: only what asks and changes nothing.
  var isRepeatable: Bool {
    (method == "GET" || method == "HEAD") && body.count == nil
  }

  /// The bytes of content that are announced; nil when none are.
  ///
  /// RFC 9110 8.6: methods that expect content say so when there is none.
  var announcedLength: Int? {
    body.count ?? (["POST", "PUT", "PATCH"].contains(method) ? 0 : nil)
  }

  /// The fields as libcurl takes them.
  var fieldLines: [String] {
    let names = Set(fields.map { $0.name.lowercased() })
    // Without a value it means that libcurl must not add the field. It would add Expect to a large body, and
    // then wait for the go-ahead.
    let removed = (["Expect"] + removedFields).filter { !names.contains($0.lowercased()) }
    let sent = fields.map { field in
      // A value of nothing but blanks would count as none; a semicolon stands for an empty one.
      field.value.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        ? "\(field.name);" : "\(field.name): \(field.value)"
    }
    // Of all names libcurl compares this one with its case.
    return removed.map { $0.lowercased() == "host" ? "Host:" : "\($0):" } + sent
  }
}

extension ClientRequest.Body {
  /// The bytes of it; nil when there is no body, not even an empty one.
  var count: Int? {
    switch self {
    case .none: nil
    case .bytes(let bytes): bytes.count
    case .filler(_, let count): max(0, count)
    }
  }
}

extension String {
  fileprivate var breaksLine: Bool {
    utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
  }

  /// RFC 9110 5.6.2.
  fileprivate var isToken: Bool {
    !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}

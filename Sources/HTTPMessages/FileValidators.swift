/// What tells one version of a file from another (RFC 9110 section 8.8).
package struct FileValidators: Sendable, Equatable {
  /// A strong entity tag, with its quotation marks.
  package let entityTag: String
  /// Seconds of the Unix epoch.
  package let lastModified: Int64

  package init(entityTag: String, lastModified: Int64) {
    self.entityTag = entityTag
    self.lastModified = lastModified
  }

  /// What the conditions of a request come to.
  package enum Outcome: Sendable, Equatable {
    case proceed
    /// The client has this version: 304.
    case notModified
    /// The client wants another version than there is: 412.
    case failed
  }

  /// Evaluates the conditions of a GET or HEAD in the order of RFC 9110 section 13.2.2; `now` is in seconds
  /// of the Unix epoch.
  package func outcome(of request: Request, now: Int64) -> Outcome {
    func date(_ field: Request.Field) -> Int64? {
      guard case .one(let range) = request.value(of: field) else { return nil }
      return HTTPDate.secondsSinceEpoch(request.text[range], now: now)
    }
    if request.value(of: .ifMatch) != .absent {
      if !names(.ifMatch, of: request, isWeak: false) { return .failed }
    } else if let date = date(.ifUnmodifiedSince), lastModified > date {
      return .failed
    }
    if request.value(of: .ifNoneMatch) != .absent {
      return names(.ifNoneMatch, of: request, isWeak: true) ? .notModified : .proceed
    }
    if let date = date(.ifModifiedSince), lastModified <= date { return .notModified }
    return .proceed
  }

  /// The part that a GET wants; the whole when its `If-Range` names another version (RFC 9110 section
  /// 13.1.5).
  package func range(of request: Request, now: Int64) -> RangeRequest {
    guard request.method == .get, case .one(let range) = request.value(of: .range) else {
      return .whole
    }
    let wanted = RangeRequest(request.text[range])
    switch request.value(of: .ifRange) {
    case .absent: return wanted
    case .several: return .whole
    case .one(let range):
      let value = request.text[range].withoutBlanks
      let isThisVersion =
        value.equals(Array(entityTag.utf8))
        || HTTPDate.secondsSinceEpoch(value, now: now) == lastModified
      return isThisVersion ? wanted : .whole
    }
  }

  /// Whether a field's list names this version; a weak tag does so in a weak comparison only (RFC 9110
  /// section 8.8.3.2).
  private func names(_ field: Request.Field, of request: Request, isWeak: Bool) -> Bool {
    guard case .one(let range) = request.value(of: field) else { return false }
    var rest = request.text[range].withoutBlanks
    if rest.equals("*") { return true }
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    while !rest.isEmpty {
      rest = rest.drop { $0 == comma }.withoutBlanks
      let isWeakTag = rest.starts(with: "W/")
      if isWeakTag { rest = rest.dropFirst(2) }
      guard rest.first == quote, let end = rest.dropFirst().firstIndex(of: quote) else {
        return false
      }
      if rest[...end].equals(Array(entityTag.utf8)), isWeak || !isWeakTag { return true }
      rest = rest[(end + 1)...].withoutBlanks
    }
    return false
  }
}

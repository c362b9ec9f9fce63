internal import HTTPMessages

// What a story does to an answer.

extension Response {
  /// Takes away all that an endpoint has written, but not the fields that each of its answers has.
  mutating func empty() {
    body.removeAll(keepingCapacity: true)
    shared = nil
    part = nil
    contentType = "application/json"
    let kept = ["Date", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"]
    fields.removeAll { field in !kept.contains(field.name.description) }
  }

  /// Adds a field of any name; one that was there is replaced, and a content type too.
  mutating func add(_ name: String, _ value: String) {
    let lower = name.lowercased()
    fields.removeAll { $0.name.description.lowercased() == lower }
    if lower == "content-type" { contentType = nil }
    otherFields = (otherFields ?? []) + [(name, value)]
  }

  /// At least its head goes to the client.
  var isSent: Bool {
    switch delivery {
    case .close, .reset, .silence: false
    case .whole, .cut, .trickle, .closingIdle: true
    }
  }

  mutating func apply(_ fault: ConnectionFault) {
    switch fault {
    case .close: delivery = .close
    case .reset: delivery = .reset
    case .silence: delivery = .silence
    case .cut(let amount, let ending):
      delivery = .cut(after: amount.bytes(of: content.count), then: ending.delivery)
    case .trickle(let pace): delivery = .trickle(bytesPerSecond: pace)
    case .closeIdle(let span):
      delivery = .closingIdle(milliseconds: Int(span.nanoseconds / 1_000_000))
    }
  }

  mutating func replace(with answer: ScriptedAnswer, _ context: HeaderContext) {
    empty()
    status = answer.status
    body = answer.body
    set(contentType: answer.contentType)
    for (name, value) in answer.headers { add(name, context.text(value)) }
  }

  mutating func apply(_ edit: AnswerEdit, _ context: HeaderContext) {
    if let status = edit.status { self.status = status }
    if !edit.set.isEmpty || !edit.removed.isEmpty { editJSON(edit) }
    if let body = edit.body {
      (self.body, shared, part) = (body, nil, nil)
    }
    if let kept = edit.kept {
      let content = content
      (body, shared, part) = (Array(content.prefix(kept.bytes(of: content.count))), nil, nil)
    }
    if let type = edit.contentType { set(contentType: type) }
    for (name, value) in edit.headers { add(name, context.text(value)) }
  }

  private mutating func editJSON(_ edit: AnswerEdit) {
    guard let document = try? JSONDocument(body) else { return }
    var value = JSONValue(document, 0)
    for change in edit.set { value = value.setting(change.path[...], to: change.value) }
    for path in edit.removed { value = value.removing(path[...]) }
    body = Array(value.json.utf8)
  }

  private mutating func set(contentType type: String?) {
    contentType = nil
    if let type { add("Content-Type", type) }
  }
}

extension ConnectionFault.Amount {
  /// How many bytes that is of a body.
  fileprivate func bytes(of count: Int) -> Int {
    switch self {
    case .bytes(let bytes): min(bytes, count)
    case .percent(let percent): count * percent / 100
    }
  }
}

extension ConnectionFault.Ending {
  fileprivate var delivery: Delivery.Ending {
    switch self {
    case .close: .close
    case .reset: .reset
    case .stall: .stall
    }
  }
}

// What a request carries besides its method and path.

extension StoryFile {
  static let partKeys = ["token", "headers", "content-type", "json", "body", "size"]

  mutating func parts(_ members: [JSONReader.Member], _ method: String) -> RequestParts {
    var parts = RequestParts()
    var body: JSONReader.Member?
    for member in members {
      switch member.name {
      case "token": parts.authorization = authorization(member.value) ?? .own
      case "headers": parts.fields = requestFields(member.value, beside: members)
      case "content-type": parts.contentType = fieldText(member.value)
      case "json", "body", "size":
        if let body {
          reader.report(member.key, "there is \(body.name) already; keep one of them")
        }
        body = member
        parts.body = self.body(member)
      default: break
      }
    }
    if method == "HEAD", let body { reader.report(body.key, "a HEAD is sent without a body") }
    return parts
  }

  private mutating func body(_ member: JSONReader.Member) -> RequestParts.Body {
    switch member.name {
    case "json":
      checkNames(in: member.value)
      return .json(reader.value(member.value))
    case "body": return .text(template(member.value) ?? "")
    default: return .filler(count: reader.integer(member.value, in: 0...1_073_741_824) ?? 0)
    }
  }

  /// Whose token is sent: `other`, `none`, or `{ field: Basic … }`.
  private mutating func authorization(_ index: Int) -> RequestParts.Authorization? {
    guard reader.kind(index) == .object else {
      return switch reader.string(index, among: ["other", "none"], "token") {
      case "other"?: .other
      case "none"?: .absent
      default: nil
      }
    }
    let members = reader.members(of: index, among: ["field"])
    reader.reportMissing(["field"], in: index)
    return members.first.flatMap { fieldText($0.value) }.map { .field($0) }
  }

  // MARK: Fields

  private mutating func requestFields(
    _ index: Int, beside others: [JSONReader.Member]
  ) -> [(name: String, value: String?)] {
    let members = reader.members(of: index)
    reportEmpty(index)
    return members.flatMap { member -> [(name: String, value: String?)] in
      checkFieldName(member, beside: others)
      switch reader.kind(member.value) {
      case .null: return [(member.name, nil)]
      case .array:
        return elements(of: member.value, "values", atLeast: 1)
          .compactMap { fieldText($0) }.map { (member.name, $0) }
      case .number, .string, .true, .false, .object:
        return [fieldText(member.value)].compactMap { $0 }.map { (member.name, $0) }
      }
    }
  }

  /// Two keys that fill the same header would send it twice.
  private mutating func checkFieldName(
    _ member: JSONReader.Member, beside others: [JSONReader.Member]
  ) {
    guard member.name.isToken else {
      reader.report(member.key, "this is no name of a header")
      return
    }
    let filling = ["authorization": "token", "content-type": "content-type"]
    guard let key = filling[member.name.lowercased()], !others.contains(where: { $0.name == key })
    else { return }
    reader.report(
      member.key,
      "\(key) says this one; with \(key): none beside headers, it is only what stands here")
  }

  /// A value of a header: a text with names, or a number.
  private mutating func fieldText(_ index: Int) -> String? {
    switch reader.kind(index) {
    case .number: return String(decoding: reader.document.source(index), as: UTF8.self)
    case .string:
      guard let text = template(index) else { return nil }
      // What is wrong in HTTP may be sent, but not what would make another header of it.
      if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
        reader.report(index, "a header holds no control characters")
        return nil
      }
      return text
    case .null, .true, .false, .array, .object:
      reader.report(index, "expected a text or a number")
      return nil
    }
  }
}

extension StoryFile {
  /// `request: GET /v1/models`, or more about it.
  mutating func request(_ index: Int) -> RequestPlan? {
    guard reader.kind(index) == .object else { return shortRequest(index) }
    var method: String? = "GET"
    var path: String?
    let members = reader.members(of: index, among: ["method", "path"] + Self.partKeys)
    for member in members {
      switch member.name {
      case "method": method = self.method(member.value)
      case "path": path = reader.string(member.value).flatMap { self.path($0, member.value) }
      default: break
      }
    }
    reader.reportMissing(["path"], in: index)
    let parts = self.parts(members, method ?? "GET")
    guard let method, let path, !startsJob(method, path, index) else { return nil }
    return RequestPlan(method: method, path: path, parts: parts)
  }

  private mutating func shortRequest(_ index: Int) -> RequestPlan? {
    let text = reader.kind(index) == .string ? reader.document.string(index) : ""
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, words[0].isToken else {
      reader.report(index, "expected a method and a path, such as GET /v1/models")
      return nil
    }
    let method = String(words[0])
    guard let path = path(String(words[1]), index), !startsJob(method, path, index) else {
      return nil
    }
    return RequestPlan(method: method, path: path, parts: RequestParts())
  }

  /// Reports a submit that is not written as one: its job would neither be counted nor cancelled.
  private mutating func startsJob(_ method: String, _ path: String, _ index: Int) -> Bool {
    guard method == "POST", path.contains("/v1/models/") else { return false }
    reader.report(
      index, "this may start a job; write it as a submit, which is counted and cancelled")
    return true
  }

  mutating func method(_ index: Int) -> String? {
    guard let text = reader.string(index) else { return nil }
    guard text.isToken else {
      reader.report(index, "expected a method such as GET")
      return nil
    }
    return text
  }

  private mutating func path(_ text: String, _ index: Int) -> String? {
    guard text.hasPrefix("/") || text.hasPrefix("${") else {
      reader.report(
        index, "expected a path such as /v1/models, or an address such as ${job.output}")
      return nil
    }
    return address(text, index)
  }
}

extension StringProtocol {
  /// A token of RFC 9110 section 5.6.2, as methods and the names of headers are.
  var isToken: Bool {
    !isEmpty
      && utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}

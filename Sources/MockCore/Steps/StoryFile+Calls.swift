extension StoryFile {
  private static let partKeys = ["token", "headers", "content-type", "json", "body", "size"]
  private static let submitKeys = ["of", "model", "set", "remove", "as"]

  // MARK: Calls about jobs

  /// `submit: image`, or more about it.
  mutating func submit(_ index: Int, _ known: KnownNames) -> Submit? {
    guard reader.kind(index) == .object else {
      return submission(index).map {
        Submit(
          submission: $0, model: nil, set: [], removed: [], parts: RequestParts(),
          job: Submit.defaultJob)
      }
    }
    var submission: String? = Submissions.names[0]
    var model: String?
    var set: [(path: [String], value: JSONValue)] = []
    var removed: [[String]] = []
    var job = Submit.defaultJob
    let members = reader.members(of: index, among: Self.submitKeys + Self.partKeys)
    for member in members {
      switch member.name {
      case "of": submission = self.submission(member.value)
      case "model": model = template(member.value, known)
      case "set":
        checkNames(in: member.value, known)
        set = changes(member.value)
      case "remove": removed = removals(member.value)
      case "as": job = jobName(member.value) ?? job
      default: break
      }
    }
    let parts = self.parts(members, known)
    if case .none = parts.body {
    } else if let change = members.first(where: { $0.name == "set" || $0.name == "remove" }) {
      reader.report(change.key, "this changes the submission's input, and the body is another one")
    }
    return submission.map {
      Submit(submission: $0, model: model, set: set, removed: removed, parts: parts, job: job)
    }
  }

  private mutating func submission(_ index: Int) -> String? {
    reader.string(index, among: Submissions.names, "submission")
  }

  private mutating func jobName(_ index: Int) -> String? {
    guard let name = reader.string(index) else { return nil }
    guard !name.isEmpty, name.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      !Submissions.names.contains(name)
    else {
      reader.report(
        index,
        "a job's name has lower-case letters, and is not one of "
          + Submissions.names.joined(separator: ", "))
      return nil
    }
    return name
  }

  /// `status:`, `status: second`, or more about it; so for results, cancels and downloads.
  mutating func call(_ index: Int, _ known: KnownNames, _ method: String = "GET") -> JobCall? {
    switch reader.kind(index) {
    case .null:
      return job(Submit.defaultJob, index, known).map {
        JobCall(job: $0, parts: RequestParts(), query: "", method: method)
      }
    case .string:
      return job(reader.document.string(index), index, known).map {
        JobCall(job: $0, parts: RequestParts(), query: "", method: method)
      }
    case .true, .false, .number, .array, .object:
      let members = reader.members(of: index, among: ["job", "query", "method"] + Self.partKeys)
      return call(members, index, known, method)
    }
  }

  private mutating func call(
    _ members: [JSONReader.Member], _ index: Int, _ known: KnownNames, _ method: String
  ) -> JobCall? {
    var name = Submit.defaultJob
    var place = index
    var query = ""
    var method = method
    for member in members {
      switch member.name {
      case "job":
        guard let text = reader.string(member.value) else { return nil }
        (name, place) = (text, member.value)
      case "query": query = template(member.value, known) ?? ""
      case "method": method = self.method(member.value) ?? method
      default: break
      }
    }
    let parts = self.parts(members, known)
    return job(name, place, known).map {
      JobCall(job: $0, parts: parts, query: query, method: method)
    }
  }

  private mutating func job(_ name: String, _ index: Int, _ known: KnownNames) -> String? {
    if known.has(job: name) { return name }
    reader.report(
      index,
      known.allJobs.isEmpty
        ? "no step before this one submits anything"
        : "no step before this one submits '\(name)'"
          + NearestName.suggestion(for: name, among: known.allJobs, orList: true))
    return nil
  }

  /// `poll: { until: completed }`
  mutating func poll(_ index: Int, _ known: KnownNames) -> Poll? {
    var endpoint: Poll.Endpoint? = .status
    var until: [String] = []
    var limit: Span64? = Span64(nanoseconds: 300_000_000_000)
    let keys = ["until", "of", "within", "job", "token", "headers"]
    let members = reader.members(of: index, among: keys)
    for member in members {
      switch member.name {
      case "until": until = words(member.value)
      case "of": endpoint = reader.word(member.value)
      case "within": limit = reader.span(member.value)
      default: break
      }
    }
    reader.reportMissing(["until"], in: index)
    guard let call = call(members, index, known, "GET"), let endpoint, let limit, !until.isEmpty
    else { return nil }
    return Poll(call: call, endpoint: endpoint, until: until, limit: limit)
  }

  /// One word of a state, a list of such, or `ended`.
  mutating func words(_ index: Int) -> [String] {
    let places = reader.kind(index) == .array ? elements(of: index, "words", atLeast: 1) : [index]
    return places.flatMap { place -> [String] in
      let word = reader.string(place, among: Poll.words + ["ended"], "state")
      return word == "ended" ? Poll.ended : word.map { [$0] } ?? []
    }
  }

  // MARK: Any call

  /// `request: GET /v1/models`, or more about it.
  mutating func request(_ index: Int, _ known: KnownNames) -> RequestPlan? {
    guard reader.kind(index) == .object else { return shortRequest(index, known) }
    var method: String? = "GET"
    var path: String?
    let members = reader.members(of: index, among: ["method", "path"] + Self.partKeys)
    for member in members {
      switch member.name {
      case "method": method = self.method(member.value)
      case "path": path = self.path(member.value, known)
      default: break
      }
    }
    reader.reportMissing(["path"], in: index)
    let parts = self.parts(members, known)
    guard let method, let path else { return nil }
    return RequestPlan(method: method, path: path, parts: parts)
  }

  private mutating func shortRequest(_ index: Int, _ known: KnownNames) -> RequestPlan? {
    guard let text = reader.string(index) else { return nil }
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, Self.isToken(words[0]) else {
      reader.report(index, "expected a method and a path, such as GET /v1/models")
      return nil
    }
    return path(String(words[1]), index, known).map {
      RequestPlan(method: String(words[0]), path: $0, parts: RequestParts())
    }
  }

  private mutating func method(_ index: Int) -> String? {
    guard let text = reader.string(index) else { return nil }
    guard Self.isToken(text[...]) else {
      reader.report(index, "expected a method such as GET")
      return nil
    }
    return text
  }

  private mutating func path(_ index: Int, _ known: KnownNames) -> String? {
    reader.string(index).flatMap { path($0, index, known) }
  }

  private mutating func path(_ text: String, _ index: Int, _ known: KnownNames) -> String? {
    guard text.hasPrefix("/") || text.hasPrefix("${") else {
      reader.report(
        index, "expected a path such as /v1/models, or an address such as ${job.output}")
      return nil
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      reader.report(index, "a path has visible ASCII characters only; write others as %20")
      return nil
    }
    return template(text, index, known)
  }

  /// A token of RFC 9110 section 5.6.2.
  private static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }

  // MARK: What it carries

  mutating func parts(_ members: [JSONReader.Member], _ known: KnownNames) -> RequestParts {
    var parts = RequestParts()
    var body: JSONReader.Member?
    for member in members {
      switch member.name {
      case "token": parts.authorization = authorization(member.value, known) ?? .own
      case "headers": parts.fields = requestFields(member.value, known)
      case "content-type": parts.contentType = template(member.value, known)
      case "json", "body", "size":
        if let body {
          reader.report(member.key, "there is \(body.name) already; keep one of them")
        }
        body = member
        parts.body = self.body(member, known)
      default: break
      }
    }
    return parts
  }

  private mutating func body(_ member: JSONReader.Member, _ known: KnownNames) -> RequestParts.Body
  {
    switch member.name {
    case "json":
      checkNames(in: member.value, known)
      return .json(reader.value(member.value))
    case "body": return .text(template(member.value, known) ?? "")
    default: return .filler(count: reader.integer(member.value, in: 0...1_073_741_824) ?? 0)
    }
  }

  /// `other`, `none`, or `{ field: Basic … }`
  private mutating func authorization(
    _ index: Int, _ known: KnownNames
  ) -> RequestParts.Authorization? {
    guard reader.kind(index) == .object else {
      return switch reader.string(index, among: ["own", "other", "none"], "token") {
      case "other"?: .other
      case "none"?: .absent
      case "own"?: .own
      default: nil
      }
    }
    let members = reader.members(of: index, among: ["field"])
    reader.reportMissing(["field"], in: index)
    return members.first.flatMap { template($0.value, known) }.map { .field($0) }
  }

  private mutating func requestFields(
    _ index: Int, _ known: KnownNames
  ) -> [(name: String, value: String?)] {
    reader.members(of: index).flatMap { member -> [(name: String, value: String?)] in
      guard Self.isToken(member.name[...]) else {
        reader.report(member.key, "this is no name of a header")
        return []
      }
      switch reader.kind(member.value) {
      case .null: return [(member.name, nil)]
      case .array:
        return elements(of: member.value, "values", atLeast: 1)
          .compactMap { requestField($0, known) }.map { (member.name, $0) }
      case .number, .string, .true, .false, .object:
        return [requestField(member.value, known)].compactMap { $0 }.map { (member.name, $0) }
      }
    }
  }

  private mutating func requestField(_ index: Int, _ known: KnownNames) -> String? {
    if reader.kind(index) == .number { return reader.document.number(index).description }
    guard let text = template(index, known) else { return nil }
    // What is wrong in HTTP may be sent, but not what would make another header of it.
    if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      reader.report(index, "a header holds no control characters")
      return nil
    }
    return text
  }

  // MARK: Names

  /// A text whose names are known.
  mutating func template(_ index: Int, _ known: KnownNames) -> String? {
    reader.string(index).flatMap { template($0, index, known) }
  }

  private mutating func template(_ text: String, _ index: Int, _ known: KnownNames) -> String? {
    for name in Template(text).names where !known.has(name) {
      reader.report(
        index,
        "${\(name)} stands for nothing here"
          + NearestName.suggestion(for: name, among: known.all, orList: true))
      return nil
    }
    return text
  }

  /// Checks the names in the texts of a value.
  mutating func checkNames(in index: Int, _ known: KnownNames) {
    switch reader.kind(index) {
    case .string: _ = template(index, known)
    case .array: for element in reader.elements(of: index) { checkNames(in: element, known) }
    case .object:
      for key in Array(reader.document.keys(of: index)) {
        checkNames(in: reader.document.value(ofKey: key), known)
      }
    case .null, .true, .false, .number: break
    }
  }
}

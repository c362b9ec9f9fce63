// Calls about a job that a step before has asked for.

extension StoryFile {
  /// `status:`, `status: second`, or more about it; so for results, cancels and downloads.
  mutating func call(_ index: Int, _ method: String = "GET") -> JobCall? {
    switch reader.kind(index) {
    case .null: return call([], index, method)
    case .string:
      return job(reader.document.string(index), index).map {
        JobCall(job: $0, parts: RequestParts(), query: "", method: method)
      }
    case .object:
      let members = reader.members(of: index, among: ["job", "query", "method"] + Self.partKeys)
      return call(members, index, method)
    case .true, .false, .number, .array:
      reader.report(index, "expected nothing, the name of a job, or an object")
      return nil
    }
  }

  private mutating func call(
    _ members: [JSONReader.Member], _ index: Int, _ method: String
  ) -> JobCall? {
    var job: String?
    var query = ""
    var method = method
    for member in members {
      switch member.name {
      case "job": job = reader.string(member.value).flatMap { self.job($0, member.value) }
      case "query": query = self.query(member.value) ?? ""
      case "method": method = self.method(member.value) ?? method
      default: break
      }
    }
    let parts = self.parts(members, method)
    if !members.contains(where: { $0.name == "job" }) { job = self.job(Submit.defaultJob, index) }
    return job.map { JobCall(job: $0, parts: parts, query: query, method: method) }
  }

  private mutating func job(_ name: String, _ index: Int) -> String? {
    if names.has(job: name) { return name }
    if names.refused.contains(name) {
      reader.report(
        index, "the submit of '\(name)' before this step is to be refused, and leaves no job")
      return nil
    }
    reader.report(
      index,
      names.jobs.isEmpty
        ? "no step before this one asks for a job"
        : "no step before this one asks for a job '\(name)'"
          + reader.suggestion(for: name, among: names.jobs))
    return nil
  }

  private mutating func query(_ index: Int) -> String? {
    guard let query = address(index) else { return nil }
    if query.hasPrefix("?") { reader.report(index, "the question mark is put there by itself") }
    return query
  }

  /// `download:`, which needs to know where the output is.
  mutating func download(_ index: Int) -> JobCall? {
    guard let call = call(index) else { return nil }
    if !names.has(outputOf: call.job) { reportUnknownOutput(of: call.job, index) }
    return call
  }

  // MARK: Polls

  /// A poll: `{ until: completed }`.
  mutating func poll(_ index: Int) -> Poll? {
    var endpoint: Poll.Endpoint? = .status
    var until: [String] = []
    var limit: Span64? = Span64(nanoseconds: 300_000_000_000)
    let keys = ["until", "of", "within", "job", "token", "headers"]
    let members = reader.members(of: index, among: keys)
    for member in members {
      switch member.name {
      case "until": until = words(member.value)
      case "of": endpoint = reader.word(member.value)
      case "within": limit = duration(member.value)
      default: break
      }
    }
    guard reader.kind(index) == .object else { return nil }
    reader.reportMissing(["until"], in: index)
    guard let call = call(members, index, "GET"), let endpoint, let limit, !until.isEmpty
    else { return nil }
    return Poll(call: call, endpoint: endpoint, until: until, limit: limit)
  }

  /// One word of a state, a list of such, or `ended`, which is all that are the last.
  mutating func words(_ index: Int) -> [String] {
    var words: [String] = []
    for (word, place) in stateWords(index, among: Poll.words + ["ended"]) {
      let meant = word == "ended" ? Poll.ended : [word]
      if meant.contains(where: words.contains) { reader.report(place, "this stands twice") }
      words += meant
    }
    return words
  }

  mutating func stateWords(
    _ index: Int, among known: [String]
  ) -> [(word: String, place: Int)] {
    let places = reader.kind(index) == .array ? elements(of: index, "words", atLeast: 1) : [index]
    return places.compactMap { place in
      reader.string(place, among: known, "state").map { ($0, place) }
    }
  }

  /// A time that something may take.
  mutating func duration(_ index: Int) -> Span64? {
    guard let span = reader.span(index) else { return nil }
    if span == .zero { reader.report(index, "expected a time above 0s") }
    return span
  }
}

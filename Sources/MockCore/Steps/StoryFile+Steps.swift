extension StoryFile {
  private static let actions = [
    "submit", "status", "result", "cancel", "download", "poll", "request", "advance",
  ]
  private static let stepKeys = actions + ["assume", "expect", "save"]

  /// The steps of a contract story; the names that they save and use are checked as they come.
  mutating func steps(_ index: Int) -> [Step] {
    let elements = elements(of: index, "steps", atLeast: 1)
    let steps = elements.compactMap { step($0) }
    let expects = elements.contains { element in
      reader.kind(element) != .object || reader.document.member("expect", of: element) != nil
    }
    if !elements.isEmpty, !expects {
      reader.report(index, "no step expects anything, so nothing could break the promise")
    }
    return steps
  }

  private mutating func step(_ index: Int) -> Step? {
    let members = reader.members(of: index, among: Self.stepKeys)
    let member = action(among: members, index)
    guard let member, let action = action(member) else {
      // What it would have named is nobody's mistake later on.
      let namesNothing = ["status", "cancel", "download", "request", "advance"]
      if !namesNothing.contains(member?.name ?? "")
        || members.contains(where: { $0.name == "save" })
      {
        names.isIncomplete = true
      }
      return nil
    }
    let isNew = name(what: action)
    var assumed: AnswerExpectation?
    var expected: AnswerExpectation?
    var saved: [SavedValue] = []
    for other in members where other.key != member.key {
      if case .advance = action {
        reader.report(other.key, "nothing is answered here")
        continue
      }
      switch other.name {
      case "assume": assumed = expectation(other.value, of: action, .assumption)
      case "expect": expected = expectation(other.value, of: action, .promise)
      default: saved = self.saved(other.value, action)
      }
    }
    let step = Step(
      action: action, assumed: assumed, expected: expected, saved: saved,
      place: reader.document.position(index))
    if case .submit(let submit) = action { check(submit, member, step.isRefused, isNew) }
    if isLive { checkLive(step, member) }
    return step
  }

  /// Knows from here on what the answer to an action says of a job.
  ///
  /// - Returns: false for a submit when there is a job of that name already.
  private mutating func name(what action: Step.Action) -> Bool {
    switch action {
    case .submit(let submit): return names.add(job: submit.job)
    case .result(let call): names.add(outputOf: call.job)
    case .poll(let poll) where poll.endpoint == .result: names.add(outputOf: poll.call.job)
    case .status, .cancel, .download, .poll, .request, .advance: break
    }
    return true
  }

  /// Each job has a name of its own; a submit that is refused leaves none.
  private mutating func check(
    _ submit: Submit, _ action: JSONReader.Member, _ isRefused: Bool, _ isNew: Bool
  ) {
    if isRefused, isNew { names.refuse(job: submit.job) }
    guard !isRefused, !isNew else { return }
    let isLong = reader.kind(action.value) == .object
    let place = isLong ? reader.document.member("as", of: action.value) : nil
    reader.report(
      place ?? action.value,
      "there is a job '\(submit.job)' already; give this one another name with 'as'")
  }

  /// The one action of a step.
  private mutating func action(
    among members: [JSONReader.Member], _ index: Int
  ) -> JSONReader.Member? {
    let actions = members.filter { Self.actions.contains($0.name) }
    let isUnderstood =
      reader.kind(index) == .object
      && members.count == reader.document.keys(of: index).count(where: { _ in true })
    if actions.count > 1 {
      reader.report(
        actions[1].key, "there is \(actions[0].name) already; a step does one thing")
    } else if actions.isEmpty, isUnderstood {
      reader.report(index, "expected one of \(Self.actions.joined(separator: ", "))")
    }
    return actions.count == 1 ? actions[0] : nil
  }

  private mutating func action(_ member: JSONReader.Member) -> Step.Action? {
    switch member.name {
    case "submit": submit(member.value).map { .submit($0) }
    case "status": call(member.value).map { .status($0) }
    case "result": call(member.value).map { .result($0) }
    case "cancel": call(member.value, "POST").map { .cancel($0) }
    case "download": download(member.value).map { .download($0) }
    case "poll": poll(member.value).map { .poll($0) }
    case "request": request(member.value).map { .request($0) }
    default: duration(member.value).map { .advance(by: $0) }
    }
  }
}

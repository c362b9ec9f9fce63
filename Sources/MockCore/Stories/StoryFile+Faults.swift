extension StoryFile {
  private static let faultKeys = ["on", "nth", "when", "do"]
  private static let words = ["close", "reset", "silence"]
  private static let actions = [
    "cut", "trickle", "close-idle", "answer", "gateway", "redirect", "refuse", "edit", "picture",
  ]

  /// The faults, each with its node.
  mutating func faults(_ index: Int) -> [(fault: Fault, index: Int)] {
    var faults: [(fault: Fault, index: Int)] = []
    for element in elements(of: index, "faults") {
      guard let fault = fault(element) else { continue }
      let other = faults.first {
        $0.fault.endpoint == fault.endpoint && $0.fault.ordinals.overlaps(fault.ordinals)
      }
      if let other {
        let place = reader.document.position(other.index)
        reader.report(
          element, "the fault in line \(place.line) acts on the same \(fault.endpoint.rawValue)")
      }
      faults.append((fault, element))
    }
    return faults
  }

  private mutating func fault(_ index: Int) -> Fault? {
    let members = reader.members(of: index, among: Self.faultKeys)
    func member(_ name: String) -> JSONReader.Member? { members.first { $0.name == name } }
    reader.reportMissing(["on", "do"], in: index)
    let endpoint = member("on").flatMap { storyEndpoint($0.value) }
    let ordinals = member("nth").map { reader.ordinals($0.value) } ?? .first
    let given: StoryPhase?? = member("when").map { reader.word($0.value) }
    guard let endpoint, let doing = member("do") else { return nil }
    let action = action(doing, endpoint)
    guard let ordinals, let action else { return nil }
    if case .some(nil) = given { return nil }
    guard let phase = phase(of: action, endpoint, given ?? nil, member("when"), index) else {
      return nil
    }
    return Fault(endpoint: endpoint, ordinals: ordinals, phase: phase, action: action)
  }

  /// Where an action happens: mostly there is one place only; of a call that changes something it has to be
  /// said.
  private mutating func phase(
    of action: Fault.Action, _ endpoint: StoryEndpoint, _ given: StoryPhase?,
    _ when: JSONReader.Member?, _ fault: Int
  ) -> StoryPhase? {
    let possible = action.phases(on: endpoint)
    guard let given, let when else {
      if possible.count == 1 { return possible[0] }
      reader.report(
        fault,
        "say when: before-commit leaves everything as it was, after-commit loses an answer to what "
          + "was done")
      return nil
    }
    guard possible.contains(given) else {
      let words = possible.map(\.rawValue).joined(separator: " or ")
      reader.report(when.value, "this happens \(words)")
      return nil
    }
    return given
  }

  // MARK: Actions

  private mutating func action(
    _ member: JSONReader.Member, _ endpoint: StoryEndpoint
  ) -> Fault.Action? {
    let index = member.value
    guard reader.kind(index) == .object else { return word(index) }
    var members = reader.members(of: index)
    guard members.count == 1, reader.document.keys(of: index).count(where: { _ in true }) == 1
    else {
      reader.report(index, "expected one action")
      return nil
    }
    if Self.words.contains(members[0].name) {
      let name = members[0].name
      reader.report(members[0].key, "\(name) has no value; write do: \(name)")
      return nil
    }
    members = reader.members(of: index, among: Self.actions)
    guard !members.isEmpty else { return nil }
    let value = members[0].value
    switch members[0].name {
    case "cut": return cut(value).map { .connection($0) }
    case "trickle":
      return reader.integer(value, in: 1...1_000_000_000)
        .map { .connection(.trickle(bytesPerSecond: $0)) }
    case "close-idle": return reader.span(value).map { .connection(.closeIdle(after: $0)) }
    case "answer": return answer(value).map { .answer($0) }
    case "gateway": return reader.integer(value, in: 500...599).map { .answer(.gateway($0)) }
    case "redirect": return redirect(value).map { .answer($0) }
    case "refuse": return refusal(value).map { .refusal($0) }
    case "edit": return edit(value, endpoint).map { .edit($0) }
    default:
      guard endpoint == .output else {
        reader.report(members[0].key, "only an output is a picture")
        return nil
      }
      return picture(value).map { .picture($0) }
    }
  }

  /// An action that needs no more than its name.
  private mutating func word(_ index: Int) -> Fault.Action? {
    guard reader.kind(index) == .string else {
      reader.report(index, "expected an action, such as close or { gateway: 502 }")
      return nil
    }
    switch reader.string(index, among: Self.words + Self.actions, "action") {
    case nil: return nil
    case "close": return .connection(.close)
    case "reset": return .connection(.reset)
    case "silence": return .connection(.silence)
    case let name?:
      reader.report(index, "\(name) needs a value: { \(name): … }")
      return nil
    }
  }

  private mutating func cut(_ index: Int) -> ConnectionFault? {
    guard reader.kind(index) == .object else {
      return reader.amount(index).map { .cut($0, then: .close) }
    }
    var amount: ConnectionFault.Amount?
    var ending: ConnectionFault.Ending? = .close
    for member in reader.members(of: index, among: ["after", "then"]) {
      if member.name == "after" {
        amount = reader.amount(member.value)
      } else {
        ending = reader.word(member.value)
      }
    }
    reader.reportMissing(["after"], in: index)
    guard let amount, let ending else { return nil }
    return .cut(amount, then: ending)
  }

  private mutating func picture(_ index: Int) -> PictureFault? {
    var fault = PictureFault()
    let members = reader.members(of: index, among: ["width", "height", "format"])
    for member in members {
      switch member.name {
      case "width": fault.width = reader.integer(member.value, in: 1...PictureSize.limit)
      case "height": fault.height = reader.integer(member.value, in: 1...PictureSize.limit)
      default:
        let name = reader.string(
          member.value, among: OutputPlan.ImageFormat.allCases.map(\.name.description), "format")
        fault.format = OutputPlan.ImageFormat.allCases.first { $0.name.description == name }
      }
    }
    if members.isEmpty, reader.kind(index) == .object {
      reader.report(index, "expected at least one of width, height and format")
    }
    return fault
  }
}

extension Fault.Action {
  /// The places where an action can happen.
  fileprivate func phases(on endpoint: StoryEndpoint) -> [StoryPhase] {
    switch self {
    case .connection(.close), .connection(.reset), .connection(.silence), .answer, .refusal:
      endpoint.changesSomething ? [.beforeCommit, .afterCommit] : [.beforeCommit]
    case .connection(.cut), .connection(.trickle), .edit, .picture: [.inAnswer]
    case .connection(.closeIdle): [.afterAnswer]
    }
  }
}

/// Reads a profile file; its format is described in `fixtures/profiles/README.md`.
package struct ProfileFile {
  private static let keys = ["$schema", "profile", "description", "base", "answers"]
  private static let answerKeys = ["answer", "provenance", "date", "note"]
  private static let errorKeys = ["http", "error_code"]

  private var reader: JSONReader
  private let bases: [Profile]

  /// The profile that `text` describes, or everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - text: the JSON of the file.
  ///   - file: its name, for messages.
  ///   - bases: the profiles that it may build upon; what it does not answer is taken from the one that it
  ///     names, else from the contract itself.
  /// - Returns: the profile, or the problems.
  package static func profile(
    _ text: [UInt8], file: String, bases: [Profile] = []
  ) -> Result<Profile, FileError> {
    do throws(JSONError) {
      let reader = JSONReader(try JSONDocument(text), file: file)
      var reading = ProfileFile(reader: reader, bases: bases)
      let profile = reading.profile()
      return reading.reader.problems.hasErrors
        ? .failure(FileError(problems: reading.reader.problems)) : .success(profile)
    } catch {
      return .failure(FileError(error, file: file))
    }
  }

  private mutating func profile() -> Profile {
    let members = reader.members(of: 0, among: Self.keys)
    var profile =
      members.first { $0.name == "base" }.flatMap { base($0) } ?? bases.first {
        $0.name == "default"
      } ?? Profile()
    // What the base is for says nothing about this one.
    profile.summary = ""
    for member in members {
      switch member.name {
      case "profile": profile.name = name(member) ?? profile.name
      case "description":
        profile.summary = reader.string(member.value) ?? ""
      case "answers":
        for answer in reader.members(of: member.value) {
          read(answer, into: &profile)
        }
      case "$schema": _ = reader.string(member.value)
      default: break  // base: read before the answers, wherever it stands
      }
    }
    reader.reportMissing(["profile"], in: 0, ": a profile has a name")
    return profile
  }

  private mutating func name(_ member: JSONReader.Member) -> String? {
    guard let name = reader.string(member.value) else { return nil }
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      reader.report(member.value, "expected visible ASCII characters without blanks")
      return nil
    }
    return name
  }

  private mutating func base(_ member: JSONReader.Member) -> Profile? {
    guard let name = reader.string(member.value) else { return nil }
    let base = bases.first { $0.name == name }
    if base == nil {
      reader.report(
        member.value,
        "there is no shipped profile '\(name)'"
          + NearestName.suggestion(for: name, among: bases.map(\.name), orList: true))
    }
    return base
  }

  // MARK: Answers

  private mutating func read(_ member: JSONReader.Member, into profile: inout Profile) {
    guard let promise = Promise(rawValue: member.name), let found = ProfileSwitch.of(promise)
    else {
      let isPromise = Promise(rawValue: member.name) != nil
      let ids = ProfileSwitch.all.map(\.promise.rawValue)
      reader.report(
        member.key,
        isPromise
          ? "the contract leaves nothing open here"
          : "unknown switch"
            + NearestName.suggestion(for: member.name, among: ids, orList: true))
      return
    }
    var answer: ProfileAnswer?
    var provenance: Provenance?
    var date: String?
    var note: String?
    for part in reader.members(of: member.value, among: Self.answerKeys) {
      switch part.name {
      case "answer": answer = self.answer(part, found, &profile)
      case "provenance": provenance = self.provenance(part)
      case "date": date = self.date(part)
      default: note = reader.string(part.value)
      }
    }
    reader.reportMissing(["answer", "provenance"], in: member.value)
    if provenance == .observed {
      reader.reportMissing(["date"], in: member.value, ": an observation has a day")
    }
    if answer != nil, let provenance {
      profile.sources[promise] = AnswerSource(provenance, date: date, note: note)
    }
  }

  private mutating func answer(
    _ part: JSONReader.Member, _ found: ProfileSwitch, _ profile: inout Profile
  ) -> ProfileAnswer? {
    guard case .word = found.sides[0] else { return error(part, found, &profile) }
    let words = found.sides.map(\.description)
    guard let word = reader.string(part.value, among: words, "answer") else { return nil }
    return found.set(&profile, .word(word)) ? .word(word) : nil
  }

  private mutating func error(
    _ part: JSONReader.Member, _ found: ProfileSwitch, _ profile: inout Profile
  ) -> ProfileAnswer? {
    guard reader.kind(part.value) == .object else {
      reader.report(
        part.value,
        #"expected how the refusal looks, such as {"http": 400, "error_code": 400001}"#)
      return nil
    }
    var http: Int?
    var code: Int?
    for member in reader.members(of: part.value, among: Self.errorKeys) {
      if member.name == "http" {
        http = reader.integer(member.value, in: 400...599)
        if let status = http, let field = Self.neededField(status), found.promise != .errorMethod {
          reader.report(
            member.value, "a \(status) needs the field \(field), which only errors.method has")
        }
      } else {
        code = reader.integer(member.value, in: 0...999_999_999)
      }
    }
    reader.reportMissing(Self.errorKeys, in: part.value)
    guard let http, let code else { return nil }
    let answer = ProfileAnswer.error(ErrorAnswer(http, code))
    return found.set(&profile, answer) ? answer : nil
  }

  /// The field without which an answer of that status is none (RFC 9110 section 15.5).
  private static func neededField(_ status: Int) -> String? {
    switch status {
    case 405: "Allow"
    case 407: "Proxy-Authenticate"
    case 426: "Upgrade"
    default: nil
    }
  }

  // MARK: Sources

  private mutating func provenance(_ part: JSONReader.Member) -> Provenance? {
    // Ours would say nothing about the real service.
    reader.word(part.value, among: Provenance.allCases.filter { $0 != .ours })
  }

  /// A day of the calendar as `2026-11-21`.
  private mutating func date(_ part: JSONReader.Member) -> String? {
    let text = reader.kind(part.value) == .string ? reader.document.string(part.value) : ""
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
      (1...12).contains(numbers[1]),
      (1...Self.days(inMonth: numbers[1], ofYear: numbers[0])).contains(numbers[2])
    else {
      reader.report(part.value, "expected a day such as 2026-11-21")
      return nil
    }
    return text
  }

  private static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

internal import HTTPMessages
package import MockCore

/// What the server would say of a body, found out without one.
package struct BodyVerdict: Sendable {
  package let isAccepted: Bool
  /// The verdict for people: a line for each reason, with its place.
  package let lines: String
  /// The answer as it would stand on the wire; of a body that is accepted, nothing.
  package let answer: String

  /// Judges a body; `file` is its name for messages, `-` for standard input.
  package init(
    on body: [UInt8], for model: Model, _ settings: ServiceSettings, file: String
  ) {
    let clock = TenantClock(origin: Instant(nanoseconds: 0), monotonic: 0)
    var service = Service(
      catalogue: Catalogue([model]), settings: settings, clock: clock, seed: 0)
    let name = file == "-" ? "<stdin>" : file
    let verdict = service.verdict(on: body, for: model, file: name)
    isAccepted = verdict.isAccepted
    lines =
      verdict.isAccepted
      ? ControlCharacters.escaped("\(name): \(model.id) would accept it") + "\n"
      : verdict.problems.map { ControlCharacters.escaped("\($0)") + "\n" }.joined()
    answer =
      verdict.isAccepted ? "" : String(decoding: verdict.response.body, as: UTF8.self) + "\n"
  }
}

import ContractKit
import Testing

struct NamePatternTests {
  @Test(arguments: [
    ("cancel/in-progress", ["cancel/in-progress"]),
    ("cancel/*", ["cancel/in-progress", "cancel/in-queue"]),
    ("*", ["submit"]),
    ("*/*/*", ["errors/submit/unknown-model"]),
    (
      "**",
      [
        "cancel/in-progress", "cancel/in-queue", "errors/submit/unknown-model",
        "errors/unknown-path", "submit",
      ]
    ),
    ("**/unknown-*", ["errors/submit/unknown-model", "errors/unknown-path"]),
    ("errors/**", ["errors/submit/unknown-model", "errors/unknown-path"]),
    ("errors/**/unknown-path", ["errors/unknown-path"]),
    ("c*l/in-*u*e", ["cancel/in-queue"]),
    ("cancel/in-progress*", ["cancel/in-progress"]),
    ("submit/**", ["submit"]),
    // A part that both ends would need is there only once.
    ("cancel/in-qu*que*", []),
    ("submit*t", []),
    ("cancel", []),
    ("*/in", []),
  ]) func `a pattern names these`(_ text: String, _ names: [String]) throws {
    let pattern = try NamePattern(text)
    let all = [
      "cancel/in-progress", "cancel/in-queue", "errors/submit/unknown-model", "errors/unknown-path",
      "submit",
    ]
    #expect(all.filter(pattern.matches) == names)
    #expect(pattern.description == text)
  }

  @Test(arguments: ["", "/", "a/", "/a", "a//b", "A", "a b", "a.b", "a?", "é"])
  func `what can match no name is refused`(_ text: String) {
    let error = #expect(throws: ContractKitError.self) { try NamePattern(text) }
    #expect(error?.description.hasPrefix("'\(text)' is no pattern: ") == true)
  }
}

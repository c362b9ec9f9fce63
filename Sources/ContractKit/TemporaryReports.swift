extension SuiteReport {
  public func junit() -> String { "" }
  public func tap() -> String { "" }
  public func json() -> String { "" }
  public func html() -> String { "" }
  public func summary(isColored: Bool) -> String {
    stories.map {
      "\($0.verdict.word) \($0.story.name) \($0.verdict.reasons) \($0.sides) \($0.notes)\n"
    }.joined()
  }
}

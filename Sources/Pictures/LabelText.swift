/// A text as it can be set on one line: letters with their marks, single blanks between words.
struct LabelText {
  /// A character and the marks that are set over or under it.
  struct Letter {
    let scalar: Unicode.Scalar
    var marks: [Unicode.Scalar] = []

    static let blank = Letter(scalar: " ")
  }

  private(set) var letters: [Letter] = []

  var isEmpty: Bool { letters.isEmpty }

  /// Longer than any line that is drawn; what follows is not looked at.
  private static let longest = 2000

  /// Letters of real languages have fewer.
  private static let mostMarks = 4

  /// Blanks at both ends are left out, as is what Unicode says to ignore where it is not supported:
  /// joiners, variation selectors, directions.
  init(_ text: String) {
    for scalar in text.unicodeScalars.prefix(Self.longest) {
      let properties = scalar.properties
      if properties.isWhitespace || properties.generalCategory == .control {
        if let last = letters.last, last.scalar != " " { letters.append(.blank) }
      } else if properties.isDefaultIgnorableCodePoint {
        continue
      } else if Self.isMark(properties.generalCategory), let last = letters.last,
        last.scalar != " "
      {
        if last.marks.count < Self.mostMarks { letters[letters.count - 1].marks.append(scalar) }
      } else {
        letters.append(Letter(scalar: scalar))
      }
    }
    if letters.last?.scalar == " " { letters.removeLast() }
  }

  private init(_ letters: [Letter]) {
    self.letters = letters
  }

  /// Both with a dot between them, or the one that is there.
  static func joined(_ first: LabelText, _ second: LabelText) -> LabelText {
    if first.isEmpty { return second }
    if second.isEmpty { return first }
    return LabelText(first.letters + LabelText(" · ").spaced + second.letters)
  }

  /// With a blank at both ends.
  private var spaced: [Letter] { [.blank] + letters + [.blank] }

  private static func isMark(_ category: Unicode.GeneralCategory) -> Bool {
    category == .nonspacingMark || category == .enclosingMark || category == .spacingMark
  }
}

/// Where the lines of a label stand in a picture: in its lower left corner, as far as there is room.
struct LabelLayout {
  struct Line {
    let text: TextLine
    let x: Int
    let baseline: Int

    /// The palette index that it is written with.
    let ink: UInt8
  }

  let lines: [Line]

  /// The box around the text.
  let text: PixelArea

  /// Everything that the label changes: the text and what makes it stand out.
  let area: PixelArea

  /// The em of the first line in pixels.
  let em: Int

  /// How far from the text the dark under it reaches in an opaque picture, in pixels.
  let fade: (across: Int, up: Int)

  /// How much of the area's edge is left empty around the plate of a transparent picture, in pixels.
  let gap: Int

  /// Gives up the request, then the model, then the prompt where the picture is too small for them;
  /// nothing remains of a label without text or room.
  init?(
    _ label: PictureLabel, width: Int, height: Int, isOnPlate: Bool, typeface: borrowing Typeface
  ) {
    let shorter = min(width, height)
    let em = max(shorter * 22 / 1000, 12)
    let small = max(em * 13 / 16, 10)
    let margin = max(shorter / 40, 5)
    gap = isOnPlate ? max(em / 5, 2) : 0
    let pad = isOnPlate ? em * 7 / 10 + gap : 0
    let left = margin + pad
    let room = min(width - 2 * left, em * 36)
    let highest = height * 4 / 10 - margin - 2 * pad
    guard room >= 5 * em else { return nil }

    let prompt = Self.line(LabelText(label.prompt), em: em, room: room, typeface: typeface)
    let below = Self.lines(
      model: LabelText(label.model), request: LabelText(label.request), em: small, room: room,
      typeface: typeface)
    let fitting = below.map { prompt + $0 }.first { !$0.isEmpty && Self.height(of: $0) <= highest }
    guard let fitting else { return nil }

    var baseline = height - margin - pad - (fitting.last?.descent ?? 0)
    var lines: [Line] = []
    for (index, line) in fitting.enumerated().reversed() {
      let isPrompt = index < prompt.count
      lines.append(Line(text: line, x: left, baseline: baseline, ink: isPrompt ? 250 : 205))
      baseline -= Self.pitch(of: line)
    }
    self.lines = lines.reversed()
    self.em = em
    let tall = Self.height(of: fitting)
    text = PixelArea(
      x: left, y: height - margin - pad - tall, width: fitting.map(\.width).max() ?? 0, height: tall
    )
    fade = (across: 14 * em, up: 5 * em)
    let shadowTop = max(text.y - fade.up, 0)
    area =
      isOnPlate
      ? text.grown(by: pad, width: width, height: height)
      : PixelArea(
        x: 0, y: shadowTop, width: min(text.x + text.width + fade.across, width),
        height: height - shadowTop)
  }

  private static func line(
    _ text: LabelText, em: Int, room: Int, typeface: borrowing Typeface
  ) -> [TextLine] {
    text.isEmpty ? [] : [TextLine(text, size: em * 64, width: room, typeface: typeface)]
  }

  /// What can stand below the prompt, the most first: both on one line or, where that is too long,
  /// on two; the model; nothing.
  private static func lines(
    model: LabelText, request: LabelText, em: Int, room: Int, typeface: borrowing Typeface
  ) -> [[TextLine]] {
    let together = line(.joined(model, request), em: em, room: room, typeface: typeface)
    let models = line(model, em: em, room: room, typeface: typeface)
    if together.allSatisfy(\.isWhole) { return [together, models, []] }
    let apart = models + line(request, em: em, room: room, typeface: typeface)
    return [apart, models, []]
  }

  private static func pitch(of line: TextLine) -> Int { line.size * 145 / 6400 }

  /// From the top of the first line's letters to the bottom of the last one's.
  private static func height(of lines: [TextLine]) -> Int {
    guard let first = lines.first, let last = lines.last else { return 0 }
    return first.ascent + lines.dropFirst().reduce(0) { $0 + pitch(of: $1) } + last.descent
  }
}

internal import YAML

/// Writes the events of a YAML text as JSON, node by node.
struct YAMLTranslation {
  private enum Container {
    case list
    /// `isKeyNext`: what comes next is a key.
    case object(isKeyNext: Bool)
  }

  private(set) var json: [UInt8] = []
  /// Where each node stands.
  private(set) var places: [TextPosition] = []
  private(set) var mistakes: [YAMLMeaning.Mistake] = []
  private(set) var unclear: Set<Int> = []
  private var open: [Container] = []
  private var documents = 0
  /// How many containers are open inside a key that is no word.
  private var keyDepth = 0

  /// All of one document was read.
  var isWhole: Bool { !places.isEmpty && open.isEmpty && keyDepth == 0 }

  /// Takes the next event; false when the following ones are not wanted.
  mutating func take(_ event: YAMLEvent) -> Bool {
    if keyDepth > 0 { return skip(event) }
    if event.hasTag { report(event, "tags such as !name are not taken") }
    if event.hasAnchor { report(event, "anchors such as &name are not taken") }
    switch event.kind {
    case .document:
      documents += 1
      guard documents == 1 else {
        let message = "a file holds one document; remove what begins here"
        mistakes.append(.init(node: nil, place: Self.place(event), message: message))
        return false
      }
    case .alias:
      report(event, "aliases such as *name are not taken")
      writeUnclear(event)
    case .sequence, .mapping:
      if isKeyNext {
        report(event, "a key must be a word")
        writeUnclear(event)
        keyDepth = 1
      } else {
        return begin(event, isMapping: event.kind == .mapping)
      }
    case .sequenceEnd: close(UInt8(ascii: "]"))
    case .mappingEnd: close(UInt8(ascii: "}"))
    case .scalar(let text, let isPlain): write(text, isPlain: isPlain, event)
    }
    guard places.count <= YAMLMeaning.limit else {
      report(event, "the file has more than \(YAMLMeaning.limit) keys and values")
      return false
    }
    return true
  }

  private var isKeyNext: Bool {
    if case .object(isKeyNext: true) = open.last { true } else { false }
  }

  private mutating func skip(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .sequence, .mapping:
      guard open.count + keyDepth < JSONParser.maximumDepth else {
        report(event, Self.tooDeep)
        return false
      }
      keyDepth += 1
    case .sequenceEnd, .mappingEnd: keyDepth -= 1
    case .scalar, .alias, .document: break
    }
    return true
  }

  private static let tooDeep = "lists and objects stand in each other more than 64 deep"

  /// Writes what stands before a node, and notes its place.
  private mutating func begin(_ event: YAMLEvent) {
    places.append(Self.place(event))
    guard let container = open.last else { return }
    let isFirst = json.last == UInt8(ascii: "{") || json.last == UInt8(ascii: "[")
    if case .object(isKeyNext: false) = container {
      json.append(UInt8(ascii: ":"))
    } else if !isFirst {
      json.append(UInt8(ascii: ","))
    }
  }

  private mutating func begin(_ event: YAMLEvent, isMapping: Bool) -> Bool {
    guard open.count < JSONParser.maximumDepth else {
      report(event, Self.tooDeep)
      return false
    }
    begin(event)
    json.append(isMapping ? UInt8(ascii: "{") : UInt8(ascii: "["))
    open.append(isMapping ? .object(isKeyNext: true) : .list)
    return true
  }

  /// A key or a value is complete.
  private mutating func end() {
    if case .object(let isKeyNext) = open.last {
      open[open.count - 1] = .object(isKeyNext: !isKeyNext)
    }
  }

  private mutating func close(_ bracket: UInt8) {
    json.append(bracket)
    open.removeLast()
    end()
  }

  private mutating func write(_ text: [UInt8], isPlain: Bool, _ event: YAMLEvent) {
    switch isPlain ? PlainScalar(text, isKey: isKeyNext) : .text {
    case .null: write(event, "null")
    case .bool(let bool): write(event, bool ? "true" : "false")
    case .number:
      begin(event)
      json.append(contentsOf: text)
      end()
    case .text:
      begin(event)
      json.append(jsonString: String(decoding: text, as: UTF8.self))
      end()
    case .ambiguous(let advice):
      let word = PlainScalar.shown(String(decoding: text, as: UTF8.self))
      report(event, "YAML's readers disagree on what \(word) means; \(advice)")
      writeUnclear(event)
    }
  }

  private mutating func write(_ event: YAMLEvent, _ word: StaticString) {
    begin(event)
    json.append(json: word)
    end()
  }

  /// Writes something in the place of what is not known.
  private mutating func writeUnclear(_ event: YAMLEvent) {
    unclear.insert(places.count)
    if isKeyNext { write(event, #""?""#) } else { write(event, "null") }
  }

  /// Notes what is wrong with the node that comes next.
  private mutating func report(_ event: YAMLEvent, _ message: String) {
    mistakes.append(.init(node: places.count, place: Self.place(event), message: message))
  }

  private static func place(_ event: YAMLEvent) -> TextPosition {
    TextPosition(line: event.place.line, column: event.place.column)
  }
}

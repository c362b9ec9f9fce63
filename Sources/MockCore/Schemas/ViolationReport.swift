/// Collects violations, each with the path to its place.
struct ViolationReport {
  enum Step {
    case key(node: Int)
    case index(Int)
  }

  private(set) var violations: [Violation] = []
  /// How many there are in all; beyond the limit they are only counted.
  private(set) var count = 0
  /// The step from the container that is being validated to its child.
  var leaf: Step?

  /// The steps to that container.
  private var path: [Step] = []
  /// Two combined schemas can find the same.
  private var known: Set<Violation> = []
  private var places: Set<Place> = []

  /// What tells two violations apart where no more is made of them.
  private struct Place: Hashable {
    let rule: Violation.Rule
    let node: Int
    var name: String?
  }

  /// Makes the current child the container.
  mutating func descend() {
    if let leaf { path.append(leaf) }
    leaf = nil
  }

  /// Makes the container the current child again.
  mutating func ascend() {
    leaf = path.popLast()
  }

  /// Adds what is wrong at the current place, where the node `index` of the document stands.
  mutating func add(
    _ rule: Violation.Rule, _ index: Int, in document: JSONDocument,
    expected: @autoclosure () -> String,
    received: @autoclosure () -> String? = nil, didYouMean: @autoclosure () -> String? = nil
  ) {
    guard hasRoom(Place(rule: rule, node: index)) else { return }
    add(
      Violation(
        rule: rule, path: path(in: document), node: index, expected: expected(),
        received: received() ?? Self.excerpt(index, of: document), didYouMean: didYouMean()))
  }

  /// Adds a member that the current object, the node `index`, lacks.
  mutating func addMissing(
    _ name: String, in index: Int, of document: JSONDocument,
    expected: @autoclosure () -> String
  ) {
    guard hasRoom(Place(rule: .required, node: index, name: name)) else { return }
    add(
      Violation(
        rule: .required, path: path(in: document) + [.key(name)], node: index, expected: expected(),
        received: "nothing", didYouMean: nil))
  }

  /// Counts one more violation where no more are listed, before anything is made of it: a body can
  /// have a hundred thousand.
  private mutating func hasRoom(_ place: Place) -> Bool {
    let isNew = places.insert(place).inserted
    if violations.count < SchemaValidator.limit { return true }
    if isNew { count += 1 }
    return false
  }

  private mutating func add(_ violation: Violation) {
    guard known.insert(violation).inserted else { return }
    count += 1
    violations.append(violation)
  }

  private func path(in document: JSONDocument) -> [Violation.Step] {
    (path + [leaf].compactMap { $0 }).map { step in
      switch step {
      case .key(let node): .key(document.excerpt(node))
      case .index(let index): .index(index)
      }
    }
  }

  /// What was received, short enough for a message.
  static func excerpt(_ index: Int, of document: JSONDocument) -> String {
    let node = document.nodes[index]
    switch node.kind {
    case .array:
      let count = document.elements(of: index).reduce(0) { count, _ in count + 1 }
      return "an array of \(count == 1 ? "1 item" : "\(count) items")"
    case .object: return "an object"
    case .null, .true, .false, .number, .string:
      let source = document.source(index)
      guard source.count > 80 else { return String(decoding: source, as: UTF8.self) }
      var start = source.prefix(77)
      // Not in the middle of a character: what was cut off must begin one.
      while source[start.endIndex] & 0xC0 == 0x80 { start.removeLast() }
      return String(decoding: start, as: UTF8.self) + "… (\(source.count) bytes)"
    }
  }
}

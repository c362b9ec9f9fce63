/// A set of the kinds of JSON values.
struct KindSet: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of one kind.
  init(_ kind: JSONNode.Kind) {
    rawValue = 1 << kind.rawValue
  }

  static let all = KindSet(rawValue: .max)

  func contains(_ kind: JSONNode.Kind) -> Bool {
    rawValue & (1 << kind.rawValue) != 0
  }
}

extension KindSet {
  /// The kinds that a type of a schema allows; an integer is a number, which has to be looked at.
  init(type: Schema.ValueType) {
    self =
      switch type {
      case .object: KindSet(.object)
      case .array: KindSet(.array)
      case .string: KindSet(.string)
      case .integer, .number, .float: KindSet(.number)
      case .boolean: [KindSet(.true), KindSet(.false)]
      case .null: KindSet(.null)
      }
  }

  /// The kinds that a list of types allows; all, where it is empty.
  init(types: [Schema.ValueType]) {
    self = types.isEmpty ? .all : types.reduce(into: []) { $0.insert(KindSet(type: $1)) }
  }
}

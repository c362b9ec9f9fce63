internal import MockCore

extension JSONValue {
  var hasExtremeNumber: Bool {
    switch self {
    case .null, .bool, .string: false
    case .number(let number): number.isExtreme
    case .array(let elements): elements.contains(where: \.hasExtremeNumber)
    case .object(let members): members.contains(where: \.value.hasExtremeNumber)
    }
  }
}

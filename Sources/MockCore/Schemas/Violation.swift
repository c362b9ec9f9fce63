/// One way in which a body breaks its input schema.
package struct Violation: Sendable, Hashable {
  /// A step from the body to the place: the key of a member or the index of an element.
  package enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// The rule that was broken, named like the schema's keyword where there is one.
  package enum Rule: String, Sendable, CaseIterable {
    case required, type, `enum`, const
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case minLength, maxLength, pattern, format
    case minItems, maxItems, uniqueItems
    case anyOf, oneOf, not
    /// The schema is `false`.
    case nothing = "false"
    /// The schema has no such property.
    case unknownProperty = "unknown_property"
    /// The same key stands twice in one object.
    case duplicateKey = "duplicate_key"
  }

  package let rule: Rule
  package let path: [Step]
  /// The node of the document that stands at the place; of a missing key, the object that lacks it.
  package let node: Int
  package let expected: String
  package let received: String
  package let didYouMean: String?

  package var message: String {
    let name = Self.name(of: path)
    let sentence =
      switch rule {
      case .required: "\(name) is required"
      case .unknownProperty: "\(name) is not an input of this model"
      case .duplicateKey: "\(name) stands twice"
      case .minLength, .maxLength, .minItems, .maxItems, .uniqueItems:
        "\(name) must have \(expected), received \(received)"
      case .type, .enum, .const, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum,
        .multipleOf, .pattern, .format, .anyOf, .oneOf, .not, .nothing:
        "\(name) must be \(expected), received \(received)"
      }
    return sentence + (didYouMean.map { "; did you mean '\($0)'?" } ?? "")
  }

  /// The place as a person writes it: `image_urls[2]`.
  static func name(of path: [Step]) -> String {
    let name = path.reduce(into: "") { name, step in
      switch step {
      case .key(let key):
        name += (name.isEmpty ? "" : ".") + (key.isEmpty ? "''" : key)
      case .index(let index): name += "[\(index)]"
      }
    }
    return path.isEmpty ? "the body" : name
  }

  /// The place as a JSON pointer (RFC 6901); of a missing key, where it would stand.
  package var pointer: String {
    path.map { step in
      switch step {
      case .index(let index): "/\(index)"
      case .key(let key):
        "/"
          + key.unicodeScalars.map { scalar in
            switch scalar {
            case "~": "~0"
            case "/": "~1"
            default: String(scalar)
            }
          }.joined()
      }
    }.joined()
  }
}

extension [UInt8] {
  /// Appends the JSON form of a violation: FastAPI's `loc`, `msg`, `type`, and what a test wants.
  package mutating func append(_ violation: Violation) {
    append(json: #"{"loc":["body""#)
    for step in violation.path {
      append(UInt8(ascii: ","))
      switch step {
      case .key(let key): append(jsonString: key)
      case .index(let index): append(decimal: index)
      }
    }
    append(json: #"],"msg":"#)
    append(jsonString: violation.message)
    append(json: #","type":"#)
    append(jsonString: violation.rule.rawValue)
    append(json: #","pointer":"#)
    append(jsonString: violation.pointer)
    append(json: #","expected":"#)
    append(jsonString: violation.expected)
    append(json: #","received":"#)
    append(jsonString: violation.received)
    if let didYouMean = violation.didYouMean {
      append(json: #","did_you_mean":"#)
      append(jsonString: didYouMean)
    }
    append(UInt8(ascii: "}"))
  }
}

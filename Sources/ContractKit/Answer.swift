internal import HTTPClient
internal import MockCore

/// An answer as steps judge it.
struct Answer {
  let status: Int
  let fields: [ClientRequest.Field]
  let body: [UInt8]
  let duration: Duration
  /// The body as JSON, or why it is none.
  let json: Result<JSONValue, JSONError>

  init(_ response: ClientResponse, duration: Duration) {
    status = response.status
    fields = response.fields
    body = response.body
    self.duration = duration
    json = Result { () throws(JSONError) in JSONValue(try JSONDocument(response.body), 0) }
  }

  /// The values of a field, joined as a list (RFC 9110 section 5.3); nil where there is none.
  func field(_ name: String) -> String? {
    let values = fields.filter { $0.name.lowercased() == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// A member of a body that is an object.
  func member(_ key: String) -> JSONValue? {
    guard case .success(let value) = json else { return nil }
    return value.value(at: [key])
  }

  /// The word that it says about a job.
  var state: String? { member("status")?.string }

  /// What a body that is no JSON is, for a message.
  var description: String {
    let type = field("content-type").map { " of type \($0)" } ?? ""
    return body.isEmpty ? "an empty body" : "a body\(type)"
  }
}

extension JSONValue {
  /// What stands at a path of keys and numbers of elements.
  func value(at path: [String]) -> JSONValue? {
    path.reduce(self as JSONValue?) { value, step in
      switch value {
      case .object(let members)?: members.first { $0.key == Array(step.utf8) }?.value
      case .array(let elements)?:
        Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      case .null?, .bool?, .number?, .string?, nil: nil
      }
    }
  }
}

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

  /// The id of a job, where it can stand in an address as it is (RFC 3986 section 2.3).
  var requestID: String? {
    guard let id = member("request_id")?.string, (1...256).contains(id.utf8.count),
      id != ".", id != "..",
      id.utf8.allSatisfy({ byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "-._~".utf8.contains(byte)
      })
    else { return nil }
    return id
  }

  /// The word that it says about a job.
  var state: String? { member("status")?.string }

  /// What a body that is no JSON is, for a message.
  var description: String {
    let type = field("content-type").map { " of type \($0)" } ?? ""
    return body.isEmpty ? "an empty body" : "a body\(type)"
  }

  /// What the body is, and where it stops being JSON, for a message.
  var content: String {
    guard case .failure(let error) = json, !body.isEmpty else { return description }
    return
      "\(description): \(error.reason) at \(error.position.line):\(error.position.column)"
  }

  /// What there is instead of an error envelope, for a message.
  var contentWithoutCode: String {
    if case .success = json { return "no error_code" }
    return description
  }

  /// What the server says about its refusal, for a message.
  var errorMessage: String {
    guard let message = member("error_message")?.string else { return "" }
    let scalars = message.unicodeScalars
    return ": " + String(String.UnicodeScalarView(scalars.prefix(200)))
      + (scalars.count > 200 ? "…" : "")
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

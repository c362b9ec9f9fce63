internal import HTTPClient
package import MockCore

// How mutants change answers.

extension ClientResponse {
  /// The body as JSON, nil for anything else; setting it writes the body anew.
  var json: JSONValue? {
    get { (try? JSONDocument(body)).map { JSONValue($0, 0) } }
    set { if let newValue { body = Array(newValue.json.utf8) } }
  }

  /// A member of a body that is an object, by a path such as `output.image` or `detail.0.loc`.
  ///
  /// Nil is no such member, and takes it away; a body that is no JSON stays as it is.
  subscript(path: String) -> JSONValue? {
    get {
      path.split(separator: ".").reduce(json) { value, step in
        switch value {
        case .object(let members)?: members.first { $0.key == Array(step.utf8) }?.value
        case .array(let elements)?:
          Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        case .null?, .bool?, .number?, .string?, nil: nil
        }
      }
    }
    set {
      let steps = path.split(separator: ".").map(String.init)[...]
      json = newValue.map { json?.setting(steps, to: $0) } ?? json?.removing(steps)
    }
  }

  /// A field of the head; nil is none, and takes it away.
  subscript(field name: String) -> String? {
    get { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
    set {
      fields.removeAll { $0.name.lowercased() == name.lowercased() }
      if let newValue { fields.append((name, newValue)) }
    }
  }

  /// The body as a text.
  var text: String {
    get { String(decoding: body, as: UTF8.self) }
    set { body = Array(newValue.utf8) }
  }

  /// Becomes another answer.
  mutating func become(_ status: Int, _ json: String) {
    self.status = status
    self[field: "Content-Type"] = "application/json"
    text = json
  }

  /// Becomes a refusal in RunComfy's envelope.
  mutating func refuse(_ status: Int, _ code: Int) {
    become(status, #"{"error_code":\#(code),"error_message":"No."}"#)
  }

  /// Becomes the page that a framework or a gateway has for it.
  mutating func becomePage(_ status: Int) {
    self.status = status
    self[field: "Content-Type"] = "text/html"
    text = "<html><body><h1>\(status)</h1></body></html>"
  }

  /// Becomes the answer to a submit that was accepted.
  mutating func accept(_ request: ClientRequest) {
    let id = "5f0f8a3e-6a0c-4c1e-9a57-0c4b7f3d2e11"
    let url = "http://\(request[field: "Host"] ?? "")/v1/requests/\(id)"
    become(
      200,
      #"{"request_id":"\#(id)","status_url":"\#(url)/status","result_url":"\#(url)/result","#
        + #""cancel_url":"\#(url)/cancel"}"#)
  }

  /// Puts the members of an object in another order.
  mutating func reorder(_ order: ([JSONValue.Member]) -> [JSONValue.Member]) {
    if case .object(let members)? = json { json = .object(order(members)) }
  }

  /// Changes a member that is a text.
  mutating func change(_ path: String, _ change: (String) -> String) {
    if let text = self[path]?.string { self[path] = .string(Array(change(text).utf8)) }
  }

  /// Has a member that is a number, a boolean or an array as the text of it.
  mutating func quote(_ path: String) {
    if let value = self[path] { self[path] = .string(Array(value.json.utf8)) }
  }
}

// JSON in Swift's own words.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(Array(value.utf8)) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = members.reduce(.object([])) { $0.setting([$1.0], to: $1.1) }
  }
}

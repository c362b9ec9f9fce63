import HTTPMessages

extension Request {
  /// A request made from texts.
  convenience init(
    _ method: String = "GET", _ target: String = "/", _ fields: [(String, String)] = [],
    arguments: [(String, String)] = []
  ) {
    self.init()
    begin(method, target)
    for (name, value) in fields { addField(name, value) }
    for (name, value) in arguments {
      add(argument: Array(name.utf8).span.bytes, value: Array(value.utf8).span.bytes)
    }
  }

  func begin(_ method: String, _ target: String) {
    start(method: Array(method.utf8).span.bytes, target: Array(target.utf8).span.bytes)
  }

  func addField(_ name: String, _ value: String) {
    add(field: Array(name.utf8).span.bytes, value: Array(value.utf8).span.bytes)
  }

  /// The text of a field that was sent once.
  func text(of field: Field) -> String? {
    guard case .one(let range) = value(of: field) else { return nil }
    return string(range)
  }
}

/// A request as the client sends it: nothing is added to it but what HTTP needs and `Accept: */*`.
///
/// What would break the message apart (CR, LF or NUL in it, a name that is no token) is answered with
/// `TransportFailure.invalidRequest`, without a byte sent.
package struct ClientRequest: Sendable {
  /// A field of a request or an answer.
  package typealias Field = (name: String, value: String)

  /// Sent as it is; names with lower-case letters are other methods, as HTTP has it.
  package var method: String
  /// Where to: `http` or `https`, without a user.
  package var url: String
  /// The request target instead of the path and query of `url`, sent as it is.
  package var target: String?
  /// In order, repeated ones too; a value of "" is sent as an empty one.
  ///
  /// `Host` goes first and
  /// is spelled so, whatever its place and spelling, and at most once.
  package var fields: [Field]
  /// Names of fields that the client would add by itself and must not: `Host`, `Accept`, `Content-Length`.
  package var removedFields: [String]
  /// What is sent after the head.
  package var body: Body

  /// The content of a request.
  package enum Body: Sendable {
    /// None; POST, PUT and PATCH then say so with `Content-Length: 0`.
    case none
    case bytes([UInt8])
    /// The same byte over and over, made while it is sent: it takes no memory.
    case filler(byte: UInt8, count: Int)
  }

  package init(
    _ method: String = "GET", _ url: String, target: String? = nil, fields: [Field] = [],
    removedFields: [String] = [], body: Body = .none
  ) {
    self.method = method
    self.url = url
    self.target = target
    self.fields = fields
    self.removedFields = removedFields
    self.body = body
  }
}
